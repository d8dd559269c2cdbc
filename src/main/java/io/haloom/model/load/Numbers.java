package io.haloom.model.load;

/**
 * Integers as HAProxy reads them: digits from the start of a word, and what follows is not looked
 * at.
 */
final class Numbers {
  private Numbers() {}

  /** How many characters of {@code word}, after an optional sign, are part of its number. */
  static int length(String word) {
    int i = word.startsWith("-") || word.startsWith("+") ? 1 : 0;
    int start = i;
    while (i < word.length() && word.charAt(i) >= '0' && word.charAt(i) <= '9') {
      i++;
    }
    return i == start ? 0 : i;
  }

  /** The number {@code word} starts with, within the range of an int; 0 where there is none. */
  static int leading(String word) {
    int length = length(word);
    if (length == 0) {
      return 0;
    }
    boolean negative = word.charAt(0) == '-';
    long value = 0;
    for (int i = Character.isDigit(word.charAt(0)) ? 0 : 1; i < length; i++) {
      value = Math.min(value * 10 + (word.charAt(i) - '0'), Integer.MAX_VALUE);
    }
    return (int) (negative ? -value : value);
  }
}
