package io.haloom.http;

import java.nio.ByteBuffer;

/**
 * A piece of a {@code Cookie} or {@code Set-Cookie} value: {@code NAME=VALUE} up to the delimiter
 * that ends it. Blanks may stand around the equals sign, and delimiters within quotes (RFC 2965,
 * section 3.1). Whoever reads a value goes from piece to piece; all offsets are counted from its
 * start.
 */
public final class CookiePiece {
  private ByteBuffer bytes;
  private int base;
  private int nameStart;
  private int nameEnd;
  private int equals;
  private int valueStart;
  private int valueEnd;
  private int end;
  private boolean valued;
  private boolean attribute;

  /** Begins a value that lies in those bytes. */
  public void of(ByteBuffer in, int offset) {
    bytes = in;
    base = offset;
  }

  /**
   * Reads the piece that begins there.
   *
   * @param to where the value, or the part of it that is looked at, ends
   * @param commas whether a comma ends a name, as a semicolon does; a value it ends in any case
   */
  public void read(int from, int to, boolean commas) {
    nameStart = afterBlanks(from, to);
    int at = nameStart;
    while (at < to && !endsName(at(at), commas)) {
      at++;
    }
    equals = at;
    nameEnd = beforeBlanks(at, nameStart);
    valueStart = equals;
    valueEnd = equals;
    end = equals;
    attribute = nameStart < to && at(nameStart) == '$';
    valued = at < to && at(at) == '=';
    if (valued) {
      valueStart = afterBlanks(equals + 1, to);
      end = delimiter(valueStart, to, true);
      valueEnd = beforeBlanks(end, valueStart);
    }
  }

  private static boolean endsName(byte c, boolean commas) {
    return c == '=' || c == ';' || commas && c == ',';
  }

  /** The first comma, or semicolon where they count, that is not within quotes; or {@code to}. */
  public int delimiter(int from, int to, boolean semicolons) {
    boolean quoted = false;
    for (int i = from; i < to; i++) {
      byte c = at(i);
      if (quoted && c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == ',' || semicolons && c == ';')) {
        return i;
      }
    }
    return to;
  }

  public int nameStart() {
    return nameStart;
  }

  public int nameEnd() {
    return nameEnd;
  }

  /** The equals sign's place; where there is none, the end of the name and the blanks behind it. */
  public int equalsSign() {
    return equals;
  }

  public int valueStart() {
    return valueStart;
  }

  public int valueEnd() {
    return valueEnd;
  }

  /** The place of the delimiter that ends it. */
  public int end() {
    return end;
  }

  /** Whether it has an equals sign. */
  public boolean isValued() {
    return valued;
  }

  /** Whether it says something of the cookies before it, as {@code $Path} does. */
  public boolean isAttribute() {
    return attribute;
  }

  public byte at(int offset) {
    return bytes.get(base + offset);
  }

  /** The first place from there on that is no blank. */
  public int afterBlanks(int from, int to) {
    int at = from;
    while (at < to && isBlank(at(at))) {
      at++;
    }
    return at;
  }

  /** Where the text between the two ends without the blanks behind it. */
  public int beforeBlanks(int to, int from) {
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
