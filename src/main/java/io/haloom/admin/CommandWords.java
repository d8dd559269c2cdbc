package io.haloom.admin;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a line into words as HAProxy's socket does (management guide, 9.3): blanks separate, a
 * backslash takes the next character as it is, and {@code <<} at the end announces a payload.
 */
final class CommandWords {
  private static final String PAYLOAD = "<<";

  /** So many words a command may have. */
  static final int MAX_WORDS = 64;

  private CommandWords() {}

  /** Whether lines follow that belong to this one. */
  static boolean announcesPayload(String line) {
    return line.endsWith(PAYLOAD);
  }

  /**
   * The words of a line, of which one past {@link #MAX_WORDS} at most.
   *
   * @param payload true when the line announces one, whose mark is then no word
   */
  static List<String> words(String line, boolean payload) {
    String text = payload ? line.substring(0, line.length() - PAYLOAD.length()) : line;
    List<String> words = new ArrayList<>();
    int at = 0;
    while (words.size() <= MAX_WORDS) {
      while (at < text.length() && blank(text.charAt(at))) {
        at++;
      }
      if (at >= text.length() || text.charAt(at) == 0) {
        break;
      }
      StringBuilder word = new StringBuilder();
      at = word(text, at, word);
      words.add(word.toString());
    }
    return words;
  }

  /** Reads one word; returns where the next may begin. */
  private static int word(String text, int start, StringBuilder into) {
    int at = start;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '\\' && at < text.length()) {
        into.append(text.charAt(at++));
      } else if (blank(c) || c == 0) {
        break;
      } else if (c != '\\') {
        into.append(c);
      }
    }
    return at;
  }

  private static boolean blank(char c) {
    return c == ' ' || c == '\t';
  }
}
