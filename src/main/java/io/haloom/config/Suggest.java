package io.haloom.config;

import java.util.Collection;

/**
 * Finds the known word nearest to a misspelt one, by edits (insert, delete, replace, swap
 * neighbours).
 */
public final class Suggest {
  /** Fewer letters begin too many words. */
  private static final int LEAST_BEGINNING = 4;

  private Suggest() {}

  /**
   * The nearest of {@code known}, the first of equals, or null where none is near enough to be
   * meant.
   */
  public static String nearest(String word, Collection<String> known) {
    String best = null;
    int bestDistance = Integer.MAX_VALUE;
    for (String candidate : known) {
      int limit = Math.max(1, Math.min(word.length(), candidate.length()) / 3);
      if (Math.abs(word.length() - candidate.length()) > limit) {
        continue;
      }
      int distance = distance(word, candidate);
      if (distance <= limit && distance < bestDistance) {
        bestDistance = distance;
        best = candidate;
      }
    }
    return best == null ? continuation(word, known) : best;
  }

  /** The shortest word that goes on after {@code word}, or null: {@code retry} for retry-on. */
  private static String continuation(String word, Collection<String> known) {
    String best = null;
    for (String candidate : known) {
      boolean longer = word.length() >= LEAST_BEGINNING && candidate.startsWith(word);
      if (longer && (best == null || candidate.length() < best.length())) {
        best = candidate;
      }
    }
    return best;
  }

  /** {@code "; did you mean 'x' maybe ?"}, or the empty string. */
  public static String hint(String word, Collection<String> known) {
    String nearest = nearest(word, known);
    return nearest == null ? "" : "; did you mean '" + nearest + "' maybe ?";
  }

  private static int distance(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replace = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replace, Math.min(row[j - 1], last[j]) + 1);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      beforeLast = last;
      last = row;
    }
    return last[b.length()];
  }
}
