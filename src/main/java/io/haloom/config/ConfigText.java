package io.haloom.config;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Text of a configuration without loss of bytes. A configuration is bytes to HAProxy ({@code \xff}
 * is one byte, names may be in any encoding), yet mostly UTF-8. Valid UTF-8 becomes ordinary
 * characters; any other byte B becomes the lone surrogate {@code U+DC00 + B}, so that {@link
 * #bytes} gives the original bytes back.
 */
public final class ConfigText {
  private ConfigText() {}

  /** Decodes {@code length} bytes; never fails. */
  public static String text(byte[] bytes, int offset, int length) {
    boolean ascii = true;
    for (int i = offset; i < offset + length && ascii; i++) {
      ascii = bytes[i] >= 0;
    }
    if (ascii) {
      return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
    }
    StringBuilder out = new StringBuilder(length);
    int end = offset + length;
    for (int i = offset; i < end; ) {
      int n = sequenceLength(bytes, i, end);
      if (n == 0) {
        out.append((char) (0xDC00 | bytes[i] & 0xFF));
        i++;
      } else {
        out.append(new String(bytes, i, n, StandardCharsets.UTF_8));
        i += n;
      }
    }
    return out.toString();
  }

  /** Decodes all of {@code bytes}; never fails. */
  public static String text(byte[] bytes) {
    return text(bytes, 0, bytes.length);
  }

  /** The bytes that {@link #text} was given. */
  public static byte[] bytes(String text) {
    boolean plain = true;
    for (int i = 0; i < text.length() && plain; i++) {
      plain = !Character.isSurrogate(text.charAt(i));
    }
    if (plain) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (c < 0x80) {
        out.write(c);
      } else if (c >= 0xDC80 && c <= 0xDCFF) {
        out.write(c & 0xFF);
      } else {
        out.writeBytes(new String(Character.toChars(c)).getBytes(StandardCharsets.UTF_8));
      }
      i += Character.charCount(c);
    }
    return out.toByteArray();
  }

  /**
   * Length of the valid UTF-8 sequence at {@code i}, or 0 where there is none (RFC 3629, section
   * 4).
   */
  private static int sequenceLength(byte[] b, int i, int end) {
    int lead = b[i] & 0xFF;
    if (lead < 0x80) {
      return 1;
    }
    int n =
        lead >= 0xC2 && lead <= 0xDF
            ? 2
            : lead >= 0xE0 && lead <= 0xEF ? 3 : lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
    if (n == 0 || i + n > end) {
      return 0;
    }
    int second = b[i + 1] & 0xFF;
    int low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    int high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (second < low || second > high) {
      return 0;
    }
    for (int k = 2; k < n; k++) {
      if ((b[i + k] & 0xC0) != 0x80) {
        return 0;
      }
    }
    return n;
  }
}
