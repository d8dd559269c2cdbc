package io.haloom.sample.convert;

/** Finds one value in a JSON text (RFC 8259), without reading what is behind it. */
final class JsonText {
  private static final int DEEPEST = 20;

  private final String text;
  private int at;

  private JsonText(String text) {
    this.text = text;
  }

  /**
   * The source of the value at a path such as {@code $.a.b[0]}, or null where there is none.
   *
   * @param text a character for each byte
   */
  static String find(String text, String path) {
    if (!path.startsWith("$")) {
      return null;
    }
    JsonText json = new JsonText(text);
    try {
      int step = 1;
      while (step < path.length()) {
        step = json.descend(path, step);
        if (step < 0) {
          return null;
        }
      }
      json.blanks();
      int start = json.at;
      json.skip(0);
      return text.substring(start, json.at);
    } catch (IndexOutOfBoundsException e) {
      return null;
    }
  }

  /**
   * Goes to the value that the path's step at {@code from} names; where the next step is, or -1. A
   * backslash in a name takes the next character as it is.
   */
  private int descend(String path, int from) {
    int end = from + 1;
    if (path.charAt(from) == '.') {
      StringBuilder name = new StringBuilder();
      while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
        end += path.charAt(end) == '\\' ? 1 : 0;
        name.append(path.charAt(end++));
      }
      return member(name.toString()) ? end : -1;
    }
    end = path.indexOf(']', from);
    if (path.charAt(from) != '[' || end < 0) {
      return -1;
    }
    try {
      return element(Integer.parseInt(path, from + 1, end, 10)) ? end + 1 : -1;
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private boolean member(String name) {
    if (!opens('{')) {
      return false;
    }
    while (next() != '}') {
      int start = at;
      string();
      boolean found = text.substring(start + 1, at - 1).equals(name);
      expect(':');
      if (found) {
        return true;
      }
      skip(1);
      comma('}');
    }
    return false;
  }

  private boolean element(int index) {
    if (!opens('[')) {
      return false;
    }
    for (int i = 0; next() != ']'; i++) {
      if (i == index) {
        return true;
      }
      skip(1);
      comma(']');
    }
    return false;
  }

  private boolean opens(char bracket) {
    if (next() != bracket) {
      return false;
    }
    at++;
    return true;
  }

  private void blanks() {
    while (" \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char next() {
    blanks();
    return text.charAt(at);
  }

  private void expect(char c) {
    if (next() != c) {
      throw new IndexOutOfBoundsException(at);
    }
    at++;
  }

  private void comma(char close) {
    if (next() != close) {
      expect(',');
    }
  }

  private void string() {
    expect('"');
    while (text.charAt(at) != '"') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    at++;
  }

  private void skip(int depth) {
    if (depth > DEEPEST) {
      throw new IndexOutOfBoundsException(at);
    }
    char c = next();
    if (c == '"') {
      string();
    } else if (c == '{' || c == '[') {
      char close = c == '{' ? '}' : ']';
      at++;
      while (next() != close) {
        if (close == '}') {
          string();
          expect(':');
        }
        skip(depth + 1);
        comma(close);
      }
      at++;
    } else {
      int start = at;
      while (at < text.length() && isScalar(text.charAt(at))) {
        at++;
      }
      if (at == start) {
        throw new IndexOutOfBoundsException(at);
      }
    }
  }

  private static boolean isScalar(char c) {
    return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || "+-.E".indexOf(c) >= 0;
  }

  /** What a string's source between its quotes stands for, or null where it is malformed. */
  static String unescaped(String source) {
    StringBuilder out = new StringBuilder();
    for (int i = 1; i < source.length() - 1; i++) {
      char c = source.charAt(i);
      if (c != '\\') {
        out.append(c);
        continue;
      }
      c = source.charAt(++i);
      int known = "bfnrt\"\\/".indexOf(c);
      if (known >= 0) {
        out.append("\b\f\n\r\t\"\\/".charAt(known));
      } else if (c == 'u' && source.startsWith("00", i + 1) && i + 4 < source.length()) {
        try {
          out.append((char) Integer.parseInt(source, i + 3, i + 5, 16));
        } catch (NumberFormatException e) {
          return null;
        }
        i += 4;
      } else {
        return null;
      }
    }
    return out.toString();
  }
}
