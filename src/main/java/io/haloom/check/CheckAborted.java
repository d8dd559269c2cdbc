package io.haloom.check;

/** The check was told to stop: its server is being removed or the process ends. */
final class CheckAborted extends RuntimeException {
  private static final long serialVersionUID = 1;

  CheckAborted() {
    super(null, null, false, false);
  }
}
