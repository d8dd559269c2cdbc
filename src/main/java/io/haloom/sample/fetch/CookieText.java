package io.haloom.sample.fetch;

import io.haloom.http.CookiePiece;
import io.haloom.sample.Sample;
import java.nio.ByteBuffer;

/**
 * Finds cookies in the value of a {@code Cookie} or {@code Set-Cookie} field. As with HAProxy a
 * fetch looks at what stands between two commas first, where persistence takes the value as a
 * whole.
 */
final class CookieText {
  private CookieText() {}

  /**
   * Narrows a field's value to that of the first cookie of a name at or after {@code from}.
   *
   * @param name of the cookie, any where it is empty
   * @param list whether many cookies stand in one value, as in requests
   * @return the offset in the field's value to go on at, or -1 where there is none
   */
  static int find(Sample text, int from, byte[] name, boolean list) {
    CookiePiece piece = new CookiePiece();
    piece.of(ByteBuffer.wrap(text.bytes()), text.offset());
    int start = from;
    while (start < text.length()) {
      int end = piece.delimiter(start, text.length(), false);
      if (findInPart(piece, start, piece.beforeBlanks(end, start), name, list)) {
        text.narrow(piece.valueStart(), piece.valueEnd() - piece.valueStart());
        return piece.end() + 1;
      }
      start = end + 1;
    }
    return -1;
  }

  /** The same between two commas; the piece is the cookie then. */
  private static boolean findInPart(
      CookiePiece piece, int from, int to, byte[] name, boolean list) {
    int start = from;
    while (start + name.length + 1 < to) {
      piece.read(start, to, list);
      if (piece.isValued() && !piece.isAttribute()) {
        if (isNamed(piece, name)) {
          return true;
        }
        if (!list) {
          return false;
        }
      }
      start = piece.end() + 1;
    }
    return false;
  }

  private static boolean isNamed(CookiePiece piece, byte[] name) {
    if (name.length == 0) {
      return true;
    }
    if (piece.nameEnd() - piece.nameStart() != name.length) {
      return false;
    }
    for (int i = 0; i < name.length; i++) {
      if (piece.at(piece.nameStart() + i) != name[i]) {
        return false;
      }
    }
    return true;
  }
}
