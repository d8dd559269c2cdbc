package io.haloom.regex;

import java.util.Map;

/**
 * Writes an expression of PCRE2 as the JDK understands it. What the JDK has no word for is refused:
 * an expression that means something else could let through what it was to deny.
 */
final class PcreToJdk {
  private static final String HINT = "install libpcre2-8 (Debian: libpcre2-8-0) to use ";

  /** After {@code (?}, what means the same to both. */
  private static final String GROUP_KINDS = ":=!>";

  /** Letters after a backslash that mean the same to both. */
  private static final String SAME = "dDwWsShHvVRbBAzZGaefnrtpPkX";

  private static final Map<String, String> POSIX =
      Map.ofEntries(
          Map.entry("alpha", "\\p{Alpha}"),
          Map.entry("lower", "\\p{Lower}"),
          Map.entry("upper", "\\p{Upper}"),
          Map.entry("alnum", "\\p{Alnum}"),
          Map.entry("ascii", "\\p{ASCII}"),
          Map.entry("blank", "\\p{Blank}"),
          Map.entry("cntrl", "\\p{Cntrl}"),
          Map.entry("digit", "\\p{Digit}"),
          Map.entry("graph", "\\p{Graph}"),
          Map.entry("print", "\\p{Print}"),
          Map.entry("punct", "\\p{Punct}"),
          Map.entry("space", "\\p{Space}"),
          Map.entry("word", "\\w"),
          Map.entry("xdigit", "\\p{XDigit}"));

  private final String text;
  private final boolean captures;
  private final int groups;
  private final StringBuilder out = new StringBuilder();
  private int at;

  /**
   * @param captures whether parentheses capture
   */
  PcreToJdk(String text, boolean captures) {
    this.text = text;
    this.captures = captures;
    this.groups = captures ? groups(text) : 0;
  }

  /** How many parentheses capture, near enough to tell a reference from an octal number. */
  private static int groups(String text) {
    int count = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == '(' && !text.startsWith("(?", i)) {
        count++;
      }
    }
    return count;
  }

  String translated() throws RegexException {
    while (at < text.length()) {
      char c = text.charAt(at);
      switch (c) {
        case '\\' -> escape(false);
        case '[' -> set();
        case '(' -> parenthesis();
        case '{' -> brace();
        default -> {
          out.append(c);
          at++;
        }
      }
    }
    return out.toString();
  }

  private RegexException refused(String what) {
    return new RegexException(HINT + what, at);
  }

  private boolean has(String next) {
    return text.startsWith(next, at);
  }

  // --- parentheses and repetitions -------------------------------------------------------------

  private void parenthesis() throws RegexException {
    if (has("(*")) {
      throw refused("(*VERB)");
    }
    if (!has("(?")) {
      out.append(captures ? "(" : "(?:");
      at++;
      return;
    }
    if (at + 2 < text.length() && GROUP_KINDS.indexOf(text.charAt(at + 2)) >= 0) {
      copy(3);
    } else if (has("(?<=") || has("(?<!")) {
      copy(4);
    } else if (has("(?#")) {
      int end = text.indexOf(')', at);
      at = end < 0 ? text.length() : end + 1;
    } else if (has("(?P<") || has("(?<")) {
      out.append("(?<");
      at = text.indexOf('<', at) + 1;
    } else if (has("(?P=")) {
      int end = text.indexOf(')', at);
      if (end < 0) {
        throw refused("(?P=");
      }
      out.append("\\k<").append(text, at + 4, end).append('>');
      at = end + 1;
    } else {
      flags();
    }
  }

  /** {@code (?i)} and {@code (?i:}: other letters do not mean the same. */
  private void flags() throws RegexException {
    int end = at + 2;
    while (end < text.length() && "ims-".indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    boolean whole = end > at + 2 && end < text.length() && ":)".indexOf(text.charAt(end)) >= 0;
    if (!whole) {
      throw refused(text.substring(at, Math.min(text.length(), at + 3)));
    }
    copy(end + 1 - at);
  }

  private void copy(int count) {
    out.append(text, at, at + count);
    at += count;
  }

  /** A brace that begins no repetition stands for itself. */
  private void brace() {
    int end = at + 1;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    boolean counted = end > at + 1;
    if (counted && end < text.length() && text.charAt(end) == ',') {
      end++;
      while (end < text.length() && isDigit(text.charAt(end))) {
        end++;
      }
    }
    if (counted && end < text.length() && text.charAt(end) == '}') {
      copy(end + 1 - at);
    } else {
      out.append("\\{");
      at++;
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  // --- escapes ---------------------------------------------------------------------------------

  private void escape(boolean inSet) throws RegexException {
    if (at + 1 == text.length()) {
      throw new RegexException("\\ at end of pattern", text.length());
    }
    char c = text.charAt(at + 1);
    if (c == 'Q') {
      quoted();
    } else if (c == 'E') {
      at += 2;
    } else if (isDigit(c)) {
      digits(inSet);
    } else if (c == 'x') {
      hexadecimal();
    } else if (c == 'o' || c == 'g' || c == 'k' || c == 'K' || c == 'C' || c == 'X') {
      throw refused("\\" + c);
    } else if (c == 'N') {
      if (text.startsWith("{", at + 2) || inSet) {
        throw refused("\\N");
      }
      out.append("[^\\n]");
      at += 2;
    } else if (c == 'c' && at + 2 < text.length()) {
      character(Character.toUpperCase(text.charAt(at + 2)) ^ 0x40);
      at += 3;
    } else if (c == 'b' && inSet) {
      character('\b');
      at += 2;
    } else {
      ordinary(c);
    }
  }

  private void ordinary(char c) throws RegexException {
    boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    if (letter && SAME.indexOf(c) < 0) {
      throw new RegexException("unrecognized character follows \\", at + 2);
    }
    if (letter) {
      out.append('\\').append(c);
    } else {
      character(c);
    }
    at += 2;
  }

  private void character(int c) {
    out.append("\\x").append(String.format("%02x", c & 0xFF));
  }

  private void quoted() {
    int end = text.indexOf("\\E", at + 2);
    int stop = end < 0 ? text.length() : end;
    for (int i = at + 2; i < stop; i++) {
      character(text.charAt(i));
    }
    at = end < 0 ? stop : end + 2;
  }

  /** A group's number, or up to three octal digits. */
  private void digits(boolean inSet) throws RegexException {
    int end = at + 1;
    while (end < text.length() && end < at + 4 && isDigit(text.charAt(end))) {
      end++;
    }
    int number = Integer.parseInt(text, at + 1, end, 10);
    boolean octal = text.charAt(at + 1) == '0';
    if (!inSet && !octal && (number < 10 || number <= groups)) {
      out.append("(?:\\").append(number).append(')');
      at = end;
      return;
    }
    int value = 0;
    int i = at + 1;
    while (i < text.length() && i < at + 4 && text.charAt(i) >= '0' && text.charAt(i) <= '7') {
      value = value * 8 + text.charAt(i++) - '0';
    }
    if (i == at + 1 || value > 0xFF) {
      throw refused(text.substring(at, end));
    }
    character(value);
    at = i;
  }

  private void hexadecimal() throws RegexException {
    int start = at + 2;
    boolean braced = text.startsWith("{", start);
    int from = braced ? start + 1 : start;
    int end = from;
    int value = 0;
    while (end < text.length()
        && (braced || end < start + 2)
        && Character.digit(text.charAt(end), 16) >= 0) {
      value = value * 16 + Character.digit(text.charAt(end++), 16);
    }
    if (braced && (!text.startsWith("}", end) || end == from) || value > 0xFF) {
      throw refused("\\x{...}");
    }
    character(value);
    at = braced ? end + 1 : end;
  }

  // --- sets ------------------------------------------------------------------------------------

  private void set() throws RegexException {
    int start = at++;
    out.append('[');
    if (has("^")) {
      copy(1);
    }
    if (has("]")) {
      out.append("\\]");
      at++;
    }
    while (!has("]")) {
      if (at >= text.length()) {
        throw new RegexException("missing terminating ] for character class", text.length());
      }
      element(start);
    }
    copy(1);
  }

  private void element(int start) throws RegexException {
    char c = text.charAt(at);
    if (c == '\\') {
      escape(true);
    } else if (has("[:") && text.indexOf(":]", at) > 0) {
      posix(start);
    } else if (has("[.") || has("[=")) {
      throw refused("collating elements");
    } else if (c == '[' || c == '&' || c == '^') {
      out.append('\\').append(c);
      at++;
    } else {
      copy(1);
    }
  }

  private void posix(int start) throws RegexException {
    int end = text.indexOf(":]", at);
    boolean not = text.charAt(at + 2) == '^';
    String name = POSIX.get(text.substring(at + (not ? 3 : 2), end));
    if (name == null) {
      throw new RegexException("unknown POSIX class name", Math.max(start, at));
    }
    if (name.startsWith("\\w")) {
      out.append(not ? "\\W" : name);
    } else {
      out.append(not ? "\\P" : "\\p").append(name, 2, name.length());
    }
    at = end + 2;
  }
}
