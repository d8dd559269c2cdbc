package io.haloom.proxy.count;

/**
 * A current number and the highest it has been, which each loop changes in its own stripe of some
 * {@link Counters}. What has been added in one stripe may be taken from another: the sum counts.
 */
public final class LoopGauge {
  private final Counters cells;
  private final int column;
  private volatile int peak;

  public LoopGauge(Counters cells, int column) {
    this.cells = cells;
    this.column = column;
  }

  /** Adds one and returns the new value. */
  public int increment(int stripe) {
    cells.add(stripe, column, 1);
    int now = get();
    if (now > peak) {
      peak = now;
    }
    return now;
  }

  public void decrement(int stripe) {
    cells.add(stripe, column, -1);
  }

  public int get() {
    return (int) cells.get(column);
  }

  public int peak() {
    return peak;
  }

  /** The peak becomes the current value ({@code clear counters}). */
  public void clearPeak() {
    peak = get();
  }
}
