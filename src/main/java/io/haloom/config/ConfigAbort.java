package io.haloom.config;

/** Reading cannot go on; why has been reported. */
final class ConfigAbort extends Exception {
  private static final long serialVersionUID = 1;

  ConfigAbort() {
    super("configuration aborted", null, false, false);
  }
}
