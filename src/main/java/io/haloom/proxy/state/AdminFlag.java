package io.haloom.proxy.state;

/** Why an administrator, or the configuration, holds a server back; bits as in HAProxy's state. */
public enum AdminFlag {
  /** Maintenance asked for on the socket or the page. */
  FORCED_MAINT(0x01),
  /** Maintenance inherited from a tracked server. */
  INHERITED_MAINT(0x02),
  /** {@code disabled} in the configuration; comes with {@link #FORCED_MAINT}. */
  CONFIG_MAINT(0x04),
  /** Drain asked for. */
  FORCED_DRAIN(0x08),
  /** Drain inherited from a tracked server. */
  INHERITED_DRAIN(0x10),
  /** Its name does not resolve. */
  RESOLUTION_MAINT(0x20),
  /** Its name was set on the socket; holds nothing back. */
  HOSTNAME_MAINT(0x40);

  private final int bit;

  AdminFlag(int bit) {
    this.bit = bit;
  }

  /** The bit in {@code srv_admin_state} of a state file. */
  public int bit() {
    return bit;
  }
}
