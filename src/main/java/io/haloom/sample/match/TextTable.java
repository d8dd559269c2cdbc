package io.haloom.sample.match;

import io.haloom.sample.Sample;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Patterns by their bytes. It is asked about parts of samples, without copying them, and knows
 * which lengths patterns have, so that starts and ends and parts of longer texts can be looked up.
 */
final class TextTable {
  private final Map<Key, PatternEntry[]> table = new ConcurrentHashMap<>();
  private final Map<Integer, Integer> counts = new TreeMap<>();
  private final boolean ignoreCase;
  private volatile int[] lengths = {};

  TextTable(boolean ignoreCase) {
    this.ignoreCase = ignoreCase;
  }

  boolean ignoresCase() {
    return ignoreCase;
  }

  void add(byte[] text, PatternEntry entry) {
    table.merge(
        new Key(text, 0, text.length, ignoreCase),
        new PatternEntry[] {entry},
        (old, one) -> Entries.with(old, entry));
    count(text.length, 1);
  }

  void remove(byte[] text, PatternEntry entry) {
    table.computeIfPresent(
        new Key(text, 0, text.length, ignoreCase), (key, old) -> Entries.without(old, entry));
    count(text.length, -1);
  }

  private void count(int length, int change) {
    int before = counts.size();
    counts.merge(length, change, (a, b) -> a + b == 0 ? null : a + b);
    if (counts.size() != before) {
      lengths = counts.keySet().stream().mapToInt(Integer::intValue).toArray();
    }
  }

  /** The distinct lengths of patterns, ascending. */
  int[] lengths() {
    return lengths;
  }

  /** The first pattern of a version that is the given part of a sample, or null. */
  PatternEntry find(Sample sample, int from, int size, int version) {
    Key key = new Key(sample.bytes(), sample.offset() + from, size, ignoreCase);
    return Entries.first(table.get(key), version);
  }

  /** Part of an array, equal to any other with the same bytes. */
  private static final class Key {
    private final byte[] bytes;
    private final int from;
    private final int size;
    private final boolean fold;
    private final int hash;

    Key(byte[] bytes, int from, int size, boolean fold) {
      this.bytes = bytes;
      this.from = from;
      this.size = size;
      this.fold = fold;
      int mixed = size;
      for (int i = from; i < from + size; i++) {
        mixed = 31 * mixed + (fold ? Fold.lower(bytes[i]) : bytes[i]);
      }
      hash = (mixed ^ mixed >>> 15) * 0x9E3779B9;
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(Object other) {
      if (!(other instanceof Key key) || key.size != size || key.hash != hash) {
        return false;
      }
      for (int i = 0; i < size; i++) {
        byte a = bytes[from + i];
        byte b = key.bytes[key.from + i];
        if (fold ? Fold.lower(a) != Fold.lower(b) : a != b) {
          return false;
        }
      }
      return true;
    }
  }
}
