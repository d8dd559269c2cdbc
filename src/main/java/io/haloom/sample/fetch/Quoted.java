package io.haloom.sample.fetch;

import io.haloom.sample.Sample;

/** Text with quoted strings in it (RFC 9110, section 5.6.4). */
final class Quoted {
  private Quoted() {}

  /** Offset of the first of two delimiters that is not in a quoted string, or {@code to}. */
  static int end(Sample text, int from, int to, char delimiter, char other) {
    byte[] bytes = text.bytes();
    int offset = text.offset();
    boolean quoted = false;
    for (int at = from; at < to; at++) {
      byte c = bytes[offset + at];
      if (c == '"') {
        quoted = !quoted;
      } else if (quoted && c == '\\') {
        at++;
      } else if (!quoted && (c == delimiter || c == other)) {
        return at;
      }
    }
    return to;
  }
}
