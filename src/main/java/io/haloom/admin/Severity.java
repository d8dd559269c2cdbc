package io.haloom.admin;

/** How serious an answer is: a syslog level, shown where {@code severity-output} asks for it. */
public enum Severity {
  /** No message but data asked for: never marked. */
  DATA(-1, null),
  ERROR(3, "err"),
  WARNING(4, "warning"),
  NOTICE(5, "notice"),
  INFO(6, "info");

  private final int number;
  private final String word;

  Severity(int number, String word) {
    this.number = number;
    this.word = word;
  }

  /** The message with its mark in the given style. */
  String mark(SeverityOutput style, String text) {
    if (this == DATA || style == SeverityOutput.NONE) {
      return text;
    }
    return "[" + (style == SeverityOutput.NUMBER ? String.valueOf(number) : word) + "]: " + text;
  }
}
