package io.haloom.proxy.count;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A current number and the highest it has been, which each loop changes in its own stripe of some
 * {@link Counters}. What has been added in one stripe may be taken from another: the sum counts.
 *
 * <p>A loop that read the stripes of all others with each change would wait for their cache lines,
 * and they for its. So each stripe has a bound, and the bounds' sum is never above the peak: as
 * long as no stripe is above its bound there is no new peak. The one that is above looks at all,
 * and shares out what the sum may still grow by.
 */
public final class LoopGauge {
  /** Of one that nobody has changed. */
  private static final int[] ZEROS = new int[65];

  private final Counters cells;
  private final int column;
  private final AtomicInteger peak = new AtomicInteger();

  /** By stripe; never changed, only replaced. */
  private final AtomicReference<int[]> bounds;

  public LoopGauge(Counters cells, int column) {
    this.cells = cells;
    this.column = column;
    this.bounds = new AtomicReference<>(none(cells.rows()));
  }

  private static int[] none(int rows) {
    return rows <= ZEROS.length ? ZEROS : new int[rows];
  }

  /** Adds one; false where that cannot have made a new peak. */
  public boolean increment(int stripe) {
    int now = (int) cells.addAndGet(stripe, column, 1);
    int row = Counters.row(stripe);
    if (now <= bounds.getAcquire()[row]) {
      return false;
    }
    look(row);
    return true;
  }

  public void decrement(int stripe) {
    cells.add(stripe, column, -1);
  }

  /** Notes the peak. What is left to it goes to the stripe that asks by half, and to all. */
  private void look(int asking) {
    int[] before = bounds.get();
    int[] next = new int[cells.rows()];
    int sum = 0;
    for (int row = 0; row < next.length; row++) {
      next[row] = (int) cells.share(row, column);
      sum += next[row];
    }
    if (sum > peak.get()) {
      peak.accumulateAndGet(sum, Math::max);
    }
    int left = Math.max(0, peak.get() - sum);
    int each = left / (2 * next.length);
    for (int row = 0; row < next.length; row++) {
      next[row] += row == asking ? left - each * (next.length - 1) : each;
    }
    bounds.compareAndSet(before, next);
  }

  public int get() {
    return (int) cells.get(column);
  }

  public int peak() {
    return peak.get();
  }

  /** The peak becomes the current value ({@code clear counters}). */
  public void clearPeak() {
    peak.set(get());
    int[] none = new int[cells.rows()];
    Arrays.fill(none, Integer.MIN_VALUE);
    bounds.set(none);
  }
}
