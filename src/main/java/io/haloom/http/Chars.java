package io.haloom.http;

import java.nio.ByteBuffer;

/** The character classes of RFC 9110, section 5.6, and comparisons of bytes that make no string. */
public final class Chars {
  private static final int TOKEN = 1;
  private static final int VERSION = 2;
  private static final int TARGET = 4;
  private static final int HOST = 8;
  private static final byte[] CLASS = classes();
  private static final byte[] LOWER = lowerCase();

  private Chars() {}

  private static byte[] classes() {
    byte[] classes = new byte[256];
    for (int c = 0x21; c < 0x7f; c++) {
      classes[c] |= TARGET;
      if (",#/?@[\\]".indexOf(c) < 0) {
        classes[c] |= HOST;
      }
      if ("\"(),/:;<=>?@[\\]{}".indexOf(c) < 0) {
        classes[c] |= TOKEN;
      }
      if (c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '/' || c == '.') {
        classes[c] |= VERSION;
      }
    }
    return classes;
  }

  private static byte[] lowerCase() {
    byte[] lower = new byte[256];
    for (int c = 0; c < lower.length; c++) {
      lower[c] = lower((byte) c);
    }
    return lower;
  }

  /** A character of a method or a field name ({@code tchar}). */
  public static boolean isToken(byte c) {
    return (CLASS[c & 0xff] & TOKEN) != 0;
  }

  /** A character that may stand in a protocol version. */
  public static boolean isVersion(byte c) {
    return (CLASS[c & 0xff] & VERSION) != 0;
  }

  /** A visible ASCII character, the only ones of a request target. */
  public static boolean isTarget(byte c) {
    return (CLASS[c & 0xff] & TARGET) != 0;
  }

  /** A visible ASCII character that does not end a host and port, nor a part of them. */
  static boolean isHost(byte c) {
    return (CLASS[c & 0xff] & HOST) != 0;
  }

  /** Whether a name has letters, digits and dashes only. */
  static boolean isPlainName(ByteBuffer bytes, int start, int end) {
    for (int at = start; at < end; at++) {
      byte c = lower(bytes.get(at));
      if (!isDigit(c) && c != '-' && (c < 'a' || c > 'z')) {
        return false;
      }
    }
    return true;
  }

  public static boolean isBlank(byte c) {
    return c == ' ' || c == '\t';
  }

  public static boolean isDigit(byte c) {
    return c >= '0' && c <= '9';
  }

  /** The value of a hexadecimal digit, or -1. */
  public static int hex(byte c) {
    if (isDigit(c)) {
      return c - '0';
    }
    int lower = c | 0x20;
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  }

  static byte lower(byte c) {
    return c >= 'A' && c <= 'Z' ? (byte) (c + 32) : c;
  }

  /** Copies bytes in lower case. */
  static void copyLower(byte[] bytes, int from, int to, byte[] into, int at) {
    for (int i = 0; i < to - from; i++) {
      into[at + i] = LOWER[bytes[from + i] & 0xff];
    }
  }

  /** The first byte at or after {@code from} that is no {@link #isToken}, or {@code to}. */
  public static int skipToken(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && isToken(bytes[at])) {
      at++;
    }
    return at;
  }

  /** Whether the bytes from {@code from} are {@code lower}, letters of any case. */
  public static boolean equalsIgnoreCase(byte[] bytes, int from, int to, byte[] lower) {
    if (to - from != lower.length) {
      return false;
    }
    for (int i = 0; i < lower.length; i++) {
      if (lower(bytes[from + i]) != lower[i]) {
        return false;
      }
    }
    return true;
  }

  /** Whether two ranges of the same bytes are equal, letters of any case. */
  static boolean equalsIgnoreCase(byte[] bytes, int from, int to, int otherFrom, int otherTo) {
    if (to - from != otherTo - otherFrom) {
      return false;
    }
    for (int i = 0; i < to - from; i++) {
      if (lower(bytes[from + i]) != lower(bytes[otherFrom + i])) {
        return false;
      }
    }
    return true;
  }

  /** Whether the bytes from {@code from} are exactly {@code text}, which is ASCII. */
  public static boolean equals(byte[] bytes, int from, int to, String text) {
    if (to - from != text.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (bytes[from + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The bytes as a string of ISO-8859-1, which loses nothing. */
  static String string(ByteBuffer bytes, int from, int to) {
    byte[] copy = new byte[to - from];
    bytes.get(from, copy);
    return new String(copy, java.nio.charset.StandardCharsets.ISO_8859_1);
  }
}
