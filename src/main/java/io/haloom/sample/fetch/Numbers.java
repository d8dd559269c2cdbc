package io.haloom.sample.fetch;

import io.haloom.sample.Sample;

/** Integers in header fields, cookies and parameters. */
final class Numbers {
  private Numbers() {}

  /**
   * The integer a text starts with, of 32 bits. As in HAProxy only what follows the digits in ASCII
   * ends it: what precedes them counts as a negative digit.
   */
  static int leading(Sample text) {
    int at = 0;
    int size = text.length();
    boolean negative = size > 0 && text.at(0) == '-';
    if (negative) {
      at++;
    }
    int value = 0;
    for (; at < size; at++) {
      int digit = text.at(at) - '0';
      if (digit > 9) {
        break;
      }
      value = value * 10 + (negative ? -digit : digit);
    }
    return value;
  }

  /** Whether a text is a port from {@code from} to its end. */
  static boolean isPort(String text, int from) {
    int value = 0;
    for (int i = from; i < text.length() && value <= 0xFFFF; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return false;
      }
      value = value * 10 + digit;
    }
    return from < text.length() && value <= 0xFFFF;
  }
}
