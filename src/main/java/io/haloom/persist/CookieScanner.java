package io.haloom.persist;

import io.haloom.http.Headers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Goes through the pieces of a {@code Cookie} or {@code Set-Cookie} value, from delimiter to
 * delimiter. A piece but for the first starts with its delimiter, so that the pieces together are
 * the value. Blanks may stand around the equals sign, and delimiters within quotes (RFC 2965,
 * section 3.1).
 *
 * <p>All offsets are counted from the start of the value.
 */
final class CookieScanner {
  private ByteBuffer bytes;
  private int base;
  private int length;
  private boolean list;
  private boolean commas;
  private int start;
  private int nameStart;
  private int nameEnd;
  private int equals;
  private int valueStart;
  private int valueEnd;
  private int end;

  /**
   * Begins a value.
   *
   * @param list whether every piece is a cookie, as in requests; else attributes follow a cookie
   * @param commas whether a comma ends a name, and in a response begins the next cookie
   */
  void begin(Headers headers, int field, boolean list, boolean commas) {
    this.bytes = headers.valueBuffer(field);
    this.base = headers.valueOffset(field);
    this.length = headers.valueLength(field);
    this.list = list;
    this.commas = commas;
    end = -1;
  }

  /** Goes to the next piece; false behind the last one. */
  boolean next() {
    if (end >= length || length == 0) {
      return false;
    }
    boolean first = end < 0;
    start = first ? 0 : end;
    nameStart = afterBlanks(first ? start : start + 1);
    readName();
    if (isValued()) {
      valueStart = afterBlanks(equals + 1);
      end = valueEnd(valueStart);
      valueEnd = beforeBlanks(end, valueStart);
    } else {
      valueStart = equals;
      valueEnd = equals;
      end = equals;
    }
    if (!list && end < length) {
      end = commas ? quotedEnd(end, false) : length;
    }
    return true;
  }

  private void readName() {
    int at = nameStart;
    while (at < length && !endsName(at(at))) {
      at++;
    }
    equals = at;
    nameEnd = beforeBlanks(at, nameStart);
  }

  private boolean endsName(byte c) {
    return c == '=' || c == ';' || commas && c == ',';
  }

  private int valueEnd(int from) {
    return quotedEnd(from, true);
  }

  /** The first comma, or semicolon where they count, that is not within quotes; or the end. */
  private int quotedEnd(int from, boolean semicolons) {
    boolean quoted = false;
    for (int i = from; i < length; i++) {
      byte c = at(i);
      if (quoted && c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == ',' || semicolons && c == ';')) {
        return i;
      }
    }
    return length;
  }

  // --- the piece -------------------------------------------------------------------------------

  /** Its first byte: the delimiter, but in the first piece. */
  int start() {
    return start;
  }

  int nameEnd() {
    return nameEnd;
  }

  /** The equals sign's place. */
  int equalsSign() {
    return equals;
  }

  int valueStart() {
    return valueStart;
  }

  int valueEnd() {
    return valueEnd;
  }

  /** Whether it has an equals sign. */
  boolean isValued() {
    return equals < length && at(equals) == '=';
  }

  /** Whether it says something of the cookies before it, as {@code $Path} does. */
  boolean isAttribute() {
    return nameStart < length && at(nameStart) == '$';
  }

  boolean isNamed(String name) {
    return is(nameStart, nameEnd, name);
  }

  /** Whether the bytes in this range are that text of ISO-8859-1. */
  boolean is(int from, int to, String text) {
    if (to - from != text.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if ((at(from + i) & 0xff) != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The first such byte of the range, or -1. */
  int find(char c, int from, int to) {
    for (int i = from; i < to; i++) {
      if (at(i) == c) {
        return i;
      }
    }
    return -1;
  }

  /** {@code NAME=VALUE} without the blanks around the equals sign. */
  String cookie() {
    return text(nameStart, nameEnd) + '=' + text(valueStart, valueEnd);
  }

  String text(int from, int to) {
    byte[] copy = new byte[to - from];
    bytes.get(base + from, copy);
    return new String(copy, StandardCharsets.ISO_8859_1);
  }

  byte at(int offset) {
    return bytes.get(base + offset);
  }

  int length() {
    return length;
  }

  int afterBlanks(int from) {
    int at = from;
    while (at < length && isBlank(at(at))) {
      at++;
    }
    return at;
  }

  private int beforeBlanks(int to, int from) {
    int at = to;
    while (at > from && isBlank(at(at - 1))) {
      at--;
    }
    return at;
  }

  private static boolean isBlank(byte c) {
    return c == ' ' || c == '\t';
  }
}
