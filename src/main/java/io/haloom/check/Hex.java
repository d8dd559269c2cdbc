package io.haloom.check;

import java.util.HexFormat;

/** Hexadecimal text as {@code binary} rules write it. */
final class Hex {
  private Hex() {}

  /** The bytes, or null when the text is not pairs of hexadecimal digits. */
  static byte[] parse(String text) {
    try {
      return HexFormat.of().parseHex(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
