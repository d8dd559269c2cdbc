package io.haloom.fuzz;

import java.util.List;
import java.util.Random;

/** What a case is made by: a seeded source of choices, of which a case makes few odd ones. */
final class Choice {
  private static final int[] ODDNESS = {0, 4, 4, 8, 8, 20};

  private final Random random;

  /** How many of a hundred choices are odd. */
  private final int oddness;

  Choice(long seed) {
    random = new Random(seed * 0x9E3779B97F4A7C15L);
    oddness = ODDNESS[random.nextInt(ODDNESS.length)];
  }

  boolean odd() {
    return random.nextInt(100) < oddness;
  }

  boolean oneIn(int count) {
    return random.nextInt(count) == 0;
  }

  /** From 0 to {@code bound - 1}. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  String of(String... words) {
    return words[random.nextInt(words.length)];
  }

  <T> T of(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /** The first word, or, where the choice is an odd one, one of the others. */
  String usually(String word, String... others) {
    return odd() ? of(others) : word;
  }

  Random random() {
    return random;
  }
}
