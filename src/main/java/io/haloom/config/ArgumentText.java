package io.haloom.config;

/**
 * One argument of a list in parentheses, with quotes and escapes of its own on top of those of the
 * line (HAProxy manual, section 2.2, second level of quoting).
 */
public final class ArgumentText {
  private ArgumentText() {}

  /**
   * Reads the argument that starts at {@code from}.
   *
   * @param into is given its characters
   * @return where it ends: at a comma, at a closing parenthesis, at the end of the text, or at a
   *     backslash that is the last character and escapes nothing
   */
  public static int read(String text, int from, StringBuilder into) {
    int at = from;
    char quote = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if ((c == '"' || c == '\'') && (quote == 0 || quote == c)) {
        quote = quote == 0 ? c : 0;
        at++;
      } else if (c == '\\' && quote != '\'') {
        if (at + 1 == text.length()) {
          return at;
        }
        at = escape(text, at, into);
      } else if (quote == 0 && (c == ',' || c == ')')) {
        return at;
      } else {
        into.append(c);
        at++;
      }
    }
    return at;
  }

  /** What no character can be escaped as keeps its backslash. */
  private static int escape(String text, int at, StringBuilder into) {
    char next = text.charAt(at + 1);
    char value =
        switch (next) {
          case '\\', ' ', '"', '\'' -> next;
          case 'r' -> '\r';
          case 'n' -> '\n';
          case 't' -> '\t';
          default -> 0;
        };
    into.append(value == 0 ? '\\' : value);
    return value == 0 ? at + 1 : at + 2;
  }
}
