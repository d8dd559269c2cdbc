package io.haloom.stats;

import java.util.Locale;

/** Text as the page shows it. The page's script writes numbers in the same way. */
final class PageText {
  private static final String UNITS = "kMGTPE";

  private PageText() {}

  /** Safe in HTML, also inside quotes. */
  static String escape(String text) {
    return isPlain(text) ? text : escaped(text);
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == '&' || c == '<' || c == '>' || c == '"' || c == '\'') {
        return false;
      }
    }
    return true;
  }

  private static String escaped(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        default -> safe.append(c < ' ' ? ' ' : c);
      }
    }
    return safe.toString();
  }

  /** Three digits that count and a decimal unit: {@code 999}, {@code 1.23k}, {@code 45.6M}. */
  static String compact(long value) {
    if (value < 1000) {
      return Long.toString(value);
    }
    double scaled = value;
    int unit = -1;
    while (scaled >= 999.5 && unit < UNITS.length() - 1) {
      scaled /= 1000;
      unit++;
    }
    int decimals = scaled < 9.995 ? 2 : scaled < 99.95 ? 1 : 0;
    return decimal(scaled, decimals) + UNITS.charAt(unit);
  }

  /** Rounded; a page has thousands of these, and the JDK's formats take a microsecond each. */
  private static String decimal(double value, int decimals) {
    int scale = decimals == 2 ? 100 : decimals == 1 ? 10 : 1;
    long rounded = Math.round(value * scale);
    if (decimals == 0) {
      return Long.toString(rounded);
    }
    long fraction = rounded % scale;
    return rounded / scale + (decimals == 2 && fraction < 10 ? ".0" : ".") + fraction;
  }

  /** All digits, in groups of three. */
  static String grouped(long value) {
    String digits = Long.toString(value);
    int first = value < 0 ? 1 : 0;
    if (digits.length() - first <= 3) {
      return digits;
    }
    StringBuilder text = new StringBuilder(digits);
    for (int at = digits.length() - 3; at > first; at -= 3) {
      text.insert(at, ',');
    }
    return text.toString();
  }

  /** Two units at most, as HAProxy writes times: {@code 1d2h}, {@code 5m10s}; negative is never. */
  static String duration(long seconds) {
    if (seconds < 0) {
      return "?";
    }
    if (seconds >= 86400) {
      return two(seconds / 86400, 'd', seconds % 86400 / 3600, 'h');
    }
    if (seconds >= 3600) {
      return two(seconds / 3600, 'h', seconds % 3600 / 60, 'm');
    }
    return seconds >= 60 ? two(seconds / 60, 'm', seconds % 60, 's') : seconds + "s";
  }

  private static String two(long first, char unit, long second, char secondUnit) {
    return first + String.valueOf(unit) + second + secondUnit;
  }

  /**
   * Bits per second on the wire: bytes of payload with the overhead of full Ethernet frames, 1538
   * bytes for 1448 of payload.
   */
  static long bitsOnTheWire(long bytesPerSecond) {
    return (long) (bytesPerSecond * 8.0 * 1538 / 1448);
  }

  /** The same in {@code kbps}, {@code Mbps} or {@code Gbps}. */
  static String bitRate(long bytesPerSecond) {
    double bits = bitsOnTheWire(bytesPerSecond);
    if (bits >= 1e9) {
      return String.format(Locale.ROOT, "%.3f Gbps", bits / 1e9);
    }
    return bits >= 1e6
        ? String.format(Locale.ROOT, "%.3f Mbps", bits / 1e6)
        : String.format(Locale.ROOT, "%.3f kbps", bits / 1e3);
  }
}
