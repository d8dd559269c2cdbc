package io.haloom.admin.command;

/** Numbers as C's {@code atoi} and {@code strtoul} read them: what follows is left. */
final class LeadingInteger {
  private LeadingInteger() {}

  /** The decimal number that begins the text, 0 when none does. */
  static int of(String text) {
    int end = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    while (end < text.length() && Character.digit(text.charAt(end), 10) >= 0) {
      end++;
    }
    try {
      return (int) Long.parseLong(text.substring(0, end));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** A number that may be written in hexadecimal after {@code 0x}; 0 when none is. */
  static long pointer(String text) {
    boolean hex = text.startsWith("0x") || text.startsWith("0X");
    int radix = hex ? 16 : 10;
    int start = hex ? 2 : 0;
    int end = start;
    while (end < text.length() && Character.digit(text.charAt(end), radix) >= 0) {
      end++;
    }
    try {
      return Long.parseUnsignedLong(text.substring(start, end), radix);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
