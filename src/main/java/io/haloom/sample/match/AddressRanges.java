package io.haloom.sample.match;

import java.util.ArrayList;
import java.util.List;

/**
 * Ranges of 128-bit addresses, sorted and merged, so that a look-up among any number of them is a
 * binary search.
 */
final class AddressRanges {
  private static final int WIDTH = 4;

  /** First and last address of each range: upper half, lower half, upper half, lower half. */
  private final long[] ranges;

  private AddressRanges(long[] ranges) {
    this.ranges = ranges;
  }

  /** Collects ranges. */
  static final class Builder {
    private final List<long[]> all = new ArrayList<>();

    void add(long firstUpper, long firstLower, long lastUpper, long lastLower) {
      all.add(new long[] {firstUpper, firstLower, lastUpper, lastLower});
    }

    AddressRanges build() {
      all.sort((a, b) -> compare(a[0], a[1], b[0], b[1]));
      List<long[]> merged = new ArrayList<>();
      for (long[] range : all) {
        long[] last = merged.isEmpty() ? null : merged.getLast();
        if (last == null || compare(range[0], range[1], last[2], last[3]) > 0) {
          merged.add(range);
        } else if (compare(range[2], range[3], last[2], last[3]) > 0) {
          last[2] = range[2];
          last[3] = range[3];
        }
      }
      long[] flat = new long[WIDTH * merged.size()];
      for (int i = 0; i < merged.size(); i++) {
        System.arraycopy(merged.get(i), 0, flat, WIDTH * i, WIDTH);
      }
      return new AddressRanges(flat);
    }
  }

  boolean contains(long upper, long lower) {
    int from = 0;
    int to = ranges.length / WIDTH - 1;
    while (from <= to) {
      int middle = (from + to) >>> 1;
      int at = WIDTH * middle;
      if (compare(upper, lower, ranges[at], ranges[at + 1]) < 0) {
        to = middle - 1;
      } else if (compare(upper, lower, ranges[at + 2], ranges[at + 3]) > 0) {
        from = middle + 1;
      } else {
        return true;
      }
    }
    return false;
  }

  private static int compare(long upperA, long lowerA, long upperB, long lowerB) {
    int upper = Long.compareUnsigned(upperA, upperB);
    return upper != 0 ? upper : Long.compareUnsigned(lowerA, lowerB);
  }
}
