package io.haloom.admin;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a word looks: which characters it has and which follow which, digits taken as one and all
 * other characters as another. Two words are as far apart as these counts differ.
 */
final class WordShape {
  private static final int DIGIT = 27;
  private static final int OTHER = 28;

  private final Map<Integer, Integer> counts = new HashMap<>();

  private WordShape() {}

  /** The shape of all words together. */
  static WordShape of(List<String> words) {
    WordShape shape = new WordShape();
    words.forEach(shape::add);
    return shape;
  }

  private void add(String word) {
    int before = OTHER;
    for (int i = 0; i < word.length(); i++) {
      int now = kind(Character.toLowerCase(word.charAt(i)));
      counts.put(now, 1);
      counts.merge(32 * before + now, 1, Integer::sum);
      before = now;
    }
    counts.merge(32 * before + OTHER, 1, Integer::sum);
  }

  private static int kind(char c) {
    if (c >= 'a' && c <= 'z') {
      return c - 'a' + 1;
    }
    return c >= '0' && c <= '9' ? DIGIT : OTHER;
  }

  int distance(WordShape other) {
    int sum = 0;
    for (Map.Entry<Integer, Integer> e : counts.entrySet()) {
      sum += Math.abs(e.getValue() - other.counts.getOrDefault(e.getKey(), 0));
    }
    for (Map.Entry<Integer, Integer> e : other.counts.entrySet()) {
      if (!counts.containsKey(e.getKey())) {
        sum += e.getValue();
      }
    }
    return sum;
  }
}
