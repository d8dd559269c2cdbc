package io.haloom.model;

/**
 * How checks and traffic change a server's state.
 *
 * @param observe {@code observe}
 * @param errorLimit {@code error-limit}, 10 by default
 * @param onError {@code on-error}
 * @param shutdownSessionsOnDown {@code on-marked-down shutdown-sessions}
 * @param shutdownBackupOnUp {@code on-marked-up shutdown-backup-sessions}
 * @param rise {@code rise}, checked or not: a server without checks stands there for good
 */
public record HealthConfig(
    Observe observe,
    int errorLimit,
    OnError onError,
    boolean shutdownSessionsOnDown,
    boolean shutdownBackupOnUp,
    int rise) {

  /** {@code observe}. */
  public enum Observe {
    NONE,
    LAYER4,
    LAYER7
  }

  /** {@code on-error}. */
  public enum OnError {
    FASTINTER,
    FAIL_CHECK,
    SUDDEN_DEATH,
    MARK_DOWN
  }
}
