package io.haloom.sample.fetch;

import io.haloom.sample.Sample;

/** Finds cookies in the value of a {@code Cookie} or {@code Set-Cookie} field. */
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
    int start = from;
    while (start < text.length()) {
      int end = Quoted.end(text, start, text.length(), ',', ',');
      int next = findInPart(text, start, end, name, list);
      if (next >= 0) {
        return next;
      }
      start = end + 1;
    }
    return -1;
  }

  /** The same between two commas. */
  private static int findInPart(Sample text, int from, int to, byte[] name, boolean list) {
    int end = trimmed(text, from, to);
    int start = from;
    while (start + name.length + 1 < end) {
      start = skipBlanks(text, start, end);
      int equals = start;
      while (equals < end && !isNameEnd(text.at(equals), list)) {
        equals++;
      }
      boolean valued = equals < end && text.at(equals) == '=';
      int next = valued ? Quoted.end(text, equals + 1, end, ',', ';') : equals;
      boolean attribute = start < end && text.at(start) == '$';
      if (valued && !attribute) {
        if (isName(text, start, trimmed(text, start, equals), name)) {
          int value = skipBlanks(text, equals + 1, next);
          text.narrow(value, trimmed(text, value, next) - value);
          return next + 1;
        }
        if (!list) {
          return -1;
        }
      }
      start = next + 1;
    }
    return -1;
  }

  private static boolean isNameEnd(byte c, boolean list) {
    return c == '=' || c == ';' || list && c == ',';
  }

  private static boolean isName(Sample text, int from, int to, byte[] name) {
    if (name.length == 0) {
      return true;
    }
    if (to - from != name.length) {
      return false;
    }
    for (int i = 0; i < name.length; i++) {
      if (text.at(from + i) != name[i]) {
        return false;
      }
    }
    return true;
  }

  private static int skipBlanks(Sample text, int from, int to) {
    int at = from;
    while (at < to && isBlank(text.at(at))) {
      at++;
    }
    return at;
  }

  private static int trimmed(Sample text, int from, int to) {
    int end = to;
    while (end > from && isBlank(text.at(end - 1))) {
      end--;
    }
    return end;
  }

  private static boolean isBlank(byte c) {
    return c == ' ' || c == '\t';
  }
}
