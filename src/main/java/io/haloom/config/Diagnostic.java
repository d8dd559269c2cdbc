package io.haloom.config;

/**
 * One message about a configuration.
 *
 * @param severity its label
 * @param fatal whether the configuration cannot be used
 * @param text the message without label, process id and phase; may have several lines
 */
public record Diagnostic(Severity severity, boolean fatal, String text) {

  /** Labels, as HAProxy prints them. */
  public enum Severity {
    ALERT,
    WARNING,
    NOTICE,
    DIAG
  }
}
