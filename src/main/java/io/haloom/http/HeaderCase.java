package io.haloom.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Names of header fields as peers want them that compare letters exactly ({@code h1-case-adjust}).
 * All others are sent in lower case.
 */
public final class HeaderCase {
  /** No name is written otherwise. */
  public static final HeaderCase NONE = new HeaderCase(Map.of());

  /** By length: the names, in lower case and then as they are to be written. */
  private final byte[][][] names;

  private HeaderCase(Map<String, String> adjusted) {
    int longest = adjusted.keySet().stream().mapToInt(String::length).max().orElse(0);
    names = new byte[longest + 1][0][];
    adjusted.forEach(
        (from, to) -> {
          byte[][] same = names[from.length()];
          byte[][] more = java.util.Arrays.copyOf(same, same.length + 2);
          more[same.length] = from.getBytes(StandardCharsets.ISO_8859_1);
          more[same.length + 1] = to.getBytes(StandardCharsets.ISO_8859_1);
          names[from.length()] = more;
        });
  }

  /**
   * Makes one.
   *
   * @param adjusted by a name in lower case the same name as it is to be written; one that is not
   *     in lower case is never found, as in HAProxy
   */
  public static HeaderCase of(Map<String, String> adjusted) {
    return adjusted.isEmpty() ? NONE : new HeaderCase(adjusted);
  }

  /** The name as it is to be written, or {@code lower} itself. */
  public byte[] of(byte[] lower) {
    if (this == NONE) {
      return lower;
    }
    byte[] found = find(ByteBuffer.wrap(lower), 0, lower.length);
    return found == null ? lower : found;
  }

  /** How the name that stands from {@code start} on is to be written; null for in lower case. */
  byte[] find(ByteBuffer bytes, int start, int end) {
    int length = end - start;
    if (length >= names.length) {
      return null;
    }
    byte[][] same = names[length];
    for (int i = 0; i < same.length; i += 2) {
      // A name not in lower case equals none.
      if (Chars.equalsIgnoreCase(bytes.array(), start, end, same[i])) {
        return same[i + 1];
      }
    }
    return null;
  }
}
