package io.haloom.sample.match;

import io.haloom.sample.CompileException;

/** Ranges of integers as patterns write them. */
final class Ranges {
  private Ranges() {}

  /**
   * The bounds of {@code n}, {@code n:m}, {@code n:}, {@code :m}; a dash may stand for the colon.
   *
   * @param dotted whether numbers have two parts, {@code major.minor}
   */
  static long[] of(String pattern, boolean dotted) throws CompileException {
    boolean single = separator(pattern) < 0 && (dotted || !pattern.isEmpty());
    String kind = dotted ? "dotted number" : "number";
    String problem =
        single
            ? "'%s' is not a %s".formatted(pattern, kind)
            : "'%s' is not a valid %s range".formatted(pattern, kind);
    return range(pattern, dotted, problem);
  }

  private static int separator(String pattern) {
    for (int i = 0; i < pattern.length(); i++) {
      if (pattern.charAt(i) == ':' || pattern.charAt(i) == '-') {
        return i;
      }
    }
    return -1;
  }

  private static long[] range(String pattern, boolean dotted, String error)
      throws CompileException {
    int at = separator(pattern);
    String low = at < 0 ? pattern : pattern.substring(0, at);
    String high = at < 0 ? pattern : pattern.substring(at + 1);
    Long min = low.isEmpty() ? Long.valueOf(Long.MIN_VALUE) : number(low, dotted);
    Long max = high.isEmpty() ? Long.valueOf(Long.MAX_VALUE) : highest(high, dotted);
    if (low.isEmpty() && high.isEmpty() || min == null || max == null || min > max) {
      throw new CompileException(error);
    }
    return new long[] {min, max};
  }

  /** The number after a separator may be negative. */
  private static Long highest(String text, boolean dotted) {
    if (dotted || !text.startsWith("-")) {
      return number(text, dotted);
    }
    Long positive = number(text.substring(1), false);
    return positive == null ? null : Long.valueOf(-positive);
  }

  /** Null where it is not a number. */
  static Long number(String text, boolean dotted) {
    int dot = dotted ? text.indexOf('.') : -1;
    try {
      if (!isDigits(dot < 0 ? text : text.substring(0, dot))) {
        return null;
      }
      if (!dotted) {
        return Long.valueOf(text);
      }
      long major = Long.parseLong(dot < 0 ? text : text.substring(0, dot));
      long minor = dot < 0 ? 0 : Long.parseLong(text.substring(dot + 1));
      return major >= 65536 || minor < 0 || minor >= 65536 ? null : major << 16 | minor;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static boolean isDigits(String text) {
    boolean digits = !text.isEmpty();
    for (int i = 0; i < text.length() && digits; i++) {
      digits = text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    return digits;
  }
}
