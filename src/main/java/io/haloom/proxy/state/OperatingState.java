package io.haloom.proxy.state;

/** What checks say of a server; ordinals as {@code srv_op_state} of a state file. */
public enum OperatingState {
  STOPPED,
  /** Slowstart. */
  STARTING,
  RUNNING,
  /** Answers 404 with {@code disable-on-404}: takes no new sessions. */
  STOPPING
}
