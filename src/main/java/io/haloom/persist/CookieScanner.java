package io.haloom.persist;

import io.haloom.http.CookiePiece;
import io.haloom.http.Headers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Goes through the pieces of a {@code Cookie} or {@code Set-Cookie} value, from delimiter to
 * delimiter. A piece but for the first starts with its delimiter, so that the pieces together are
 * the value.
 *
 * <p>All offsets are counted from the start of the value.
 */
final class CookieScanner {
  private final CookiePiece piece = new CookiePiece();
  private ByteBuffer bytes;
  private int base;
  private int length;
  private boolean list;
  private boolean commas;
  private int start;
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
    piece.of(bytes, base);
    end = -1;
  }

  /** Goes to the next piece; false behind the last one. */
  boolean next() {
    if (end >= length || length == 0) {
      return false;
    }
    boolean first = end < 0;
    start = first ? 0 : end;
    piece.read(first ? start : start + 1, length, commas);
    end = piece.end();
    if (!list && end < length) {
      end = commas ? piece.delimiter(end, length, false) : length;
    }
    return true;
  }

  // --- the piece -------------------------------------------------------------------------------

  /** Its first byte: the delimiter, but in the first piece. */
  int start() {
    return start;
  }

  int nameEnd() {
    return piece.nameEnd();
  }

  /** The equals sign's place. */
  int equalsSign() {
    return piece.equalsSign();
  }

  int valueStart() {
    return piece.valueStart();
  }

  int valueEnd() {
    return piece.valueEnd();
  }

  /** Whether it has an equals sign. */
  boolean isValued() {
    return piece.isValued();
  }

  /** Whether it says something of the cookies before it, as {@code $Path} does. */
  boolean isAttribute() {
    return piece.isAttribute();
  }

  boolean isNamed(String name) {
    return is(piece.nameStart(), piece.nameEnd(), name);
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
    return text(piece.nameStart(), nameEnd()) + '=' + text(valueStart(), valueEnd());
  }

  String text(int from, int to) {
    byte[] copy = new byte[to - from];
    bytes.get(base + from, copy);
    return new String(copy, StandardCharsets.ISO_8859_1);
  }

  byte at(int offset) {
    return piece.at(offset);
  }

  int length() {
    return length;
  }

  int afterBlanks(int from) {
    return piece.afterBlanks(from, length);
  }
}
