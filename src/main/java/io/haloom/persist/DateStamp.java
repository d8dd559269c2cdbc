package io.haloom.persist;

/**
 * Dates in persistence cookies: five digits of base 64, most significant first, that count four
 * seconds each since 1970.
 */
final class DateStamp {
  static final int LENGTH = 5;
  private static final String DIGITS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  private DateStamp() {}

  /** Seconds of the date at that offset, of which {@link #LENGTH} bytes are there; 0 for none. */
  static int read(CookieScanner cookie, int at) {
    int value = 0;
    for (int i = 0; i < LENGTH; i++) {
      int digit = DIGITS.indexOf(cookie.at(at + i));
      if (digit < 0) {
        return 0;
      }
      value = value << 6 | digit;
    }
    return value << 2;
  }

  /** Writes a number of seconds, rounded up to the next four. */
  static void write(int seconds, StringBuilder into) {
    int value = seconds + 3 >> 2;
    for (int shift = 6 * (LENGTH - 1); shift >= 0; shift -= 6) {
      into.append(DIGITS.charAt(value >> shift & 0x3f));
    }
  }
}
