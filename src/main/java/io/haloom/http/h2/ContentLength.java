package io.haloom.http.h2;

import io.haloom.http.Chars;

/** What {@code Content-Length} says, once or several times (RFC 9110, section 8.6). */
final class ContentLength {
  private long value = -1;

  void clear() {
    value = -1;
  }

  /** The length, or -1 before one was taken. */
  long value() {
    return value;
  }

  /**
   * Takes a field's value: one number, or a list of equal ones, equal to those before. The number
   * without leading zeros, which would make it an octal one for some, is left in its place.
   *
   * @return the offset behind the number, or -1 where the value is none
   */
  int take(byte[] bytes, int from, int to) {
    int end = -1;
    int at = from;
    do {
      int digits = skipBlanks(bytes, at, to);
      at = number(bytes, digits, to);
      if (at < 0) {
        return -1;
      }
      if (end < 0) {
        int significant = digits;
        while (significant + 1 < at && bytes[significant] == '0') {
          significant++;
        }
        System.arraycopy(bytes, significant, bytes, from, at - significant);
        end = from + at - significant;
      }
      at = skipBlanks(bytes, at, to);
    } while (at++ < to);
    return end;
  }

  /** Takes the number there, behind which a comma or the end comes; the offset behind it, or -1. */
  private int number(byte[] bytes, int digits, int to) {
    long length = 0;
    int at = digits;
    while (at < to && Chars.isDigit(bytes[at])) {
      int digit = bytes[at++] - '0';
      if (length > (Long.MAX_VALUE - digit) / 10) {
        return -1;
      }
      length = length * 10 + digit;
    }
    int next = skipBlanks(bytes, at, to);
    boolean ends = next == to || bytes[next] == ',' && next + 1 < to;
    if (at == digits || !ends || value >= 0 && value != length) {
      return -1;
    }
    value = length;
    return at;
  }

  private static int skipBlanks(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && Chars.isBlank(bytes[at])) {
      at++;
    }
    return at;
  }
}
