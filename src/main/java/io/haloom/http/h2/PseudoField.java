package io.haloom.http.h2;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** The fields that stand for a start line (RFC 9113, section 8.3; RFC 8441, section 4). */
public enum PseudoField {
  METHOD,
  SCHEME,
  AUTHORITY,
  PATH,
  PROTOCOL,
  STATUS;

  private static final PseudoField[] ALL = values();

  private final byte[] lower =
      (":" + name().toLowerCase(Locale.ROOT)).getBytes(StandardCharsets.US_ASCII);

  /** The name with its colon; not to be changed. */
  public byte[] lower() {
    return lower;
  }

  /** The one of this name, or null. */
  static PseudoField of(byte[] bytes, int from, int to) {
    for (PseudoField field : ALL) {
      if (Arrays.equals(field.lower, 0, field.lower.length, bytes, from, to)) {
        return field;
      }
    }
    return null;
  }
}
