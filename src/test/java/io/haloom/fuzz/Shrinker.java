package io.haloom.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Leaves out of a text what a failure does not need. */
final class Shrinker {
  private static final int ROUNDS = Integer.getInteger("haloom.fuzz.shrink", 24);
  private static final int AT_ONCE = 64;

  private Shrinker() {}

  /**
   * The shortest text found that fails still.
   *
   * @param fails tries some at once, and tells the first of them that fails, -1 for none
   */
  static String shrink(String failing, Function<List<String>, Integer> fails) {
    String text = failing;
    int size = Math.max(1, text.length() / 2);
    for (int round = 0; round < ROUNDS && size > 0; round++) {
      List<String> shorter = shorter(text, size);
      int found = shorter.isEmpty() ? -1 : fails.apply(shorter);
      if (found >= 0) {
        text = shorter.get(found);
      } else {
        size /= 2;
      }
      size = Math.min(size, text.length());
    }
    return text;
  }

  /** Those that lack so much, each of another place. */
  private static List<String> shorter(String text, int size) {
    List<String> all = new ArrayList<>();
    int step = Math.max(1, Math.max(size / 2, text.length() / AT_ONCE));
    for (int at = 0; at < text.length(); at += step) {
      all.add(text.substring(0, at) + text.substring(Math.min(text.length(), at + size)));
    }
    return all;
  }
}
