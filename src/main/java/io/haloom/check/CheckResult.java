package io.haloom.check;

import io.haloom.proxy.state.CheckHealth.Outcome;

/**
 * What one run of a check found.
 *
 * @param status how it ended
 * @param code the code the server gave, meant only where the status has one
 * @param info what more there is to say, a character for each byte, or null
 */
public record CheckResult(CheckStatus status, int code, String info) {
  /** HAProxy keeps so many bytes of the text. */
  private static final int INFO_MAX = 127;

  /** Without a code. */
  static CheckResult of(CheckStatus status, String info) {
    return new CheckResult(status, 0, info);
  }

  /** As the server keeps it and logs show it. */
  Outcome outcome(long durationMillis) {
    return new Outcome(
        status.word(),
        status.hasCode() ? code : Outcome.NO_CODE,
        durationMillis,
        status.description(),
        kept());
  }

  private String kept() {
    if (info == null) {
      return null;
    }
    int end = info.indexOf('\0');
    String text = end < 0 ? info : info.substring(0, end);
    if (text.isEmpty()) {
      return null;
    }
    return onOneLine(text.length() > INFO_MAX ? text.substring(0, INFO_MAX) : text);
  }

  /** What a server says must not end a line of a log or of statistics. */
  private static String onOneLine(String text) {
    StringBuilder safe = new StringBuilder(text);
    for (int i = 0; i < safe.length(); i++) {
      if (Character.isISOControl(safe.charAt(i)) && safe.charAt(i) < 0x80) {
        safe.setCharAt(i, '.');
      }
    }
    return safe.toString();
  }
}
