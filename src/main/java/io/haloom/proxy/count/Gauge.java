package io.haloom.proxy.count;

import java.util.concurrent.atomic.AtomicInteger;

/** A current number and the highest it has been. */
public final class Gauge {
  private final AtomicInteger current = new AtomicInteger();
  private volatile int peak;

  /** Adds one and returns the new value. */
  public int increment() {
    int now = current.incrementAndGet();
    notePeak(now);
    return now;
  }

  /** Adds one unless that would exceed {@code limit} (0 is no limit); tells whether it did. */
  public boolean incrementUpTo(int limit) {
    if (limit == 0) {
      increment();
      return true;
    }
    int now;
    do {
      now = current.get();
      if (now >= limit) {
        return false;
      }
    } while (!current.compareAndSet(now, now + 1));
    notePeak(now + 1);
    return true;
  }

  public int decrement() {
    return current.decrementAndGet();
  }

  public int get() {
    return current.get();
  }

  public int peak() {
    return peak;
  }

  /** The peak becomes the current value ({@code clear counters}). */
  public void clearPeak() {
    peak = current.get();
  }

  private void notePeak(int value) {
    if (value > peak) {
      peak = value;
    }
  }
}
