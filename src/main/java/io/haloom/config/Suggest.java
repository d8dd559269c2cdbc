package io.haloom.config;

import java.util.Collection;
import java.util.Locale;

/**
 * Finds the known word nearest to a misspelt one. Words are alike, as HAProxy sees it, where the
 * same letters follow each other: a word is the set of its letters and the number of times each
 * pair of neighbours comes, its two ends counting as neighbours.
 */
public final class Suggest {
  private static final int LETTERS = 26;

  /** All digits are one letter here, and so is everything else, which is also what ends are. */
  private static final int DIGIT = LETTERS;

  private static final int OTHER = DIGIT + 1;
  private static final int ALPHABET = OTHER + 1;

  private Suggest() {}

  /**
   * The nearest of {@code known}, the first of equals, or null where none is near enough to be
   * meant.
   */
  public static String nearest(String word, Collection<String> known) {
    int[] wanted = shape(word);
    String best = null;
    int bestDistance = Integer.MAX_VALUE;
    for (String candidate : known) {
      int distance = distance(wanted, shape(candidate));
      if (distance < bestDistance) {
        bestDistance = distance;
        best = candidate;
      }
    }
    boolean near =
        best != null && bestDistance <= 2 * word.length() && bestDistance <= 2 * best.length();
    return near ? best : null;
  }

  /** {@code "; did you mean 'x' maybe ?"}, or the empty string. */
  public static String hint(String word, Collection<String> known) {
    String nearest = nearest(word, known);
    return nearest == null ? "" : "; did you mean '" + nearest + "' maybe ?";
  }

  /** How often each pair of neighbours comes, and behind that which letters there are. */
  private static int[] shape(String word) {
    int[] shape = new int[ALPHABET * ALPHABET + ALPHABET];
    int last = OTHER;
    for (char c : word.toLowerCase(Locale.ROOT).toCharArray()) {
      int letter = letter(c);
      shape[last * ALPHABET + letter]++;
      shape[ALPHABET * ALPHABET + letter] = 1;
      last = letter;
    }
    shape[last * ALPHABET + OTHER]++;
    return shape;
  }

  private static int letter(char c) {
    if (c >= 'a' && c <= 'z') {
      return c - 'a';
    }
    return c >= '0' && c <= '9' ? DIGIT : OTHER;
  }

  private static int distance(int[] a, int[] b) {
    int distance = 0;
    for (int i = 0; i < a.length; i++) {
      distance += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return distance;
  }
}
