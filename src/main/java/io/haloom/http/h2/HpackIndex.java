package io.haloom.http.h2;

/**
 * Finds fields of a dynamic table by a hash. A field is known by its number, how many had been
 * added before it; fields that have gone are found, too, and whoever asks leaves them aside.
 */
final class HpackIndex {
  private static final int FIRST = 16;
  private static final int[] NOTHING = {};

  /** By the lowest bits of a hash: one more than the number of the last field with those. */
  private int[] last = NOTHING;

  /** By the lowest bits of a number: the hash of that field. */
  private int[] hashes = NOTHING;

  /** By the lowest bits of a number: what {@link #last} was before that field. */
  private int[] earlier = NOTHING;

  /** Notes the field of that number, of a table that has then {@code count}. */
  void add(int number, int count, int hash) {
    if (count > hashes.length) {
      grow(number, count);
    }
    int slot = number & hashes.length - 1;
    int bucket = bucket(hash);
    hashes[slot] = hash;
    earlier[slot] = last[bucket];
    last[bucket] = number + 1;
  }

  private void grow(int number, int count) {
    int[] before = hashes;
    int length = Math.max(FIRST, before.length * 2);
    last = new int[length];
    hashes = new int[length];
    earlier = new int[length];
    for (int old = number - count + 1; old != number; old++) {
      add(old, 0, before[old & before.length - 1]);
    }
  }

  private int bucket(int hash) {
    return (hash ^ hash >>> 7 ^ hash >>> 15) & last.length - 1;
  }

  /** The number of the last field that may have this hash, or -1. */
  int find(int hash) {
    return last.length == 0 ? -1 : last[bucket(hash)] - 1;
  }

  /** The one before a field that is there. */
  int before(int number) {
    return earlier[number & earlier.length - 1] - 1;
  }

  boolean hashIs(int number, int hash) {
    return hashes[number & hashes.length - 1] == hash;
  }
}
