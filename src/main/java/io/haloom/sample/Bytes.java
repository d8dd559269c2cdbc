package io.haloom.sample;

import io.haloom.config.ConfigText;

/** Small work on bytes and numbers that samples need everywhere. */
public final class Bytes {
  private Bytes() {}

  /** The bytes of a word of the configuration. */
  public static byte[] of(String text) {
    return ConfigText.bytes(text);
  }

  public static long bigEndian(byte[] array, int from, int size) {
    long value = 0;
    for (int i = 0; i < size; i++) {
      value = value << 8 | array[from + i] & 0xFF;
    }
    return value;
  }

  public static byte[] bigEndian(long value, int size) {
    byte[] array = new byte[size];
    for (int i = 0; i < size; i++) {
      array[i] = (byte) (value >>> 8 * (size - 1 - i));
    }
    return array;
  }

  /** The integer a text starts with, 0 where it starts with none; it saturates at 64 bits. */
  public static long leadingInteger(byte[] array, int from, int size) {
    int at = from;
    int end = from + size;
    boolean negative = at < end && array[at] == '-';
    if (at < end && (array[at] == '-' || array[at] == '+')) {
      at++;
    }
    long value = 0;
    for (; at < end && array[at] >= '0' && array[at] <= '9'; at++) {
      int digit = array[at] - '0';
      if (value < (Long.MIN_VALUE + digit) / 10) {
        return negative ? Long.MIN_VALUE : Long.MAX_VALUE;
      }
      value = value * 10 - digit;
    }
    if (negative) {
      return value;
    }
    return value == Long.MIN_VALUE ? Long.MAX_VALUE : -value;
  }

  /** The bytes written as pairs of hexadecimal digits. */
  public static byte[] ofHex(String digits) throws CompileException {
    if (digits.length() % 2 != 0) {
      throw new CompileException("an even number of hex digit is expected");
    }
    byte[] array = new byte[digits.length() / 2];
    for (int i = 0; i < digits.length(); i++) {
      int digit = Character.digit(digits.charAt(i), 16);
      if (digit < 0) {
        throw new CompileException("an hex digit is expected (found '" + digits.charAt(i) + "')");
      }
      array[i / 2] |= (byte) (i % 2 == 0 ? digit << 4 : digit);
    }
    return array;
  }
}
