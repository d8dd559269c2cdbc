package io.haloom.proxy;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counters striped per event loop: each loop adds to its own padded stripe, readers sum. Adding is
 * safe from any thread.
 */
public final class Counters {
  private static final int COUNT = Counter.values().length;

  /** A stripe is padded to whole cache lines so that loops do not share one. */
  private static final int STRIDE = (COUNT + 15) / 8 * 8;

  private final AtomicLongArray cells;
  private final int stripes;

  public Counters(int stripes) {
    this.stripes = stripes;
    this.cells = new AtomicLongArray(stripes * STRIDE);
  }

  public void add(int stripe, Counter counter, long amount) {
    cells.getAndAdd(stripe * STRIDE + counter.ordinal(), amount);
  }

  public void increment(int stripe, Counter counter) {
    add(stripe, counter, 1);
  }

  /** The sum over all stripes. */
  public long get(Counter counter) {
    long sum = 0;
    for (int i = 0; i < stripes; i++) {
      sum += cells.get(i * STRIDE + counter.ordinal());
    }
    return sum;
  }

  /** One stripe's share. */
  public long get(int stripe, Counter counter) {
    return cells.get(stripe * STRIDE + counter.ordinal());
  }

  /** Sets all to zero ({@code clear counters all}). */
  public void clear() {
    for (int i = 0; i < cells.length(); i++) {
      cells.set(i, 0);
    }
  }
}
