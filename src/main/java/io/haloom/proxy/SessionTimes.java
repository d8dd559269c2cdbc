package io.haloom.proxy;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;

/**
 * Sliding averages and maxima of the last 1,024 sessions of each loop, milliseconds: {@code qtime
 * ctime rtime ttime} and their {@code *_max}. Safe from any thread.
 */
public final class SessionTimes {
  private static final int WINDOW = 1024;

  /** Loops share one where there are more. */
  private static final int STRIPES = 8;

  private final AtomicReferenceArray<Stripe> stripes = new AtomicReferenceArray<>(STRIPES);

  /** What the sessions of a loop took. */
  private static final class Stripe {
    private final BriefLock lock = new BriefLock();
    private final long[] sums = new long[4];
    private final int[] maxima = new int[4];
    private long samples;

    void add(int queue, int connect, int response, int total) {
      lock.lock();
      try {
        note(0, queue);
        note(1, connect);
        note(2, response);
        note(3, total);
        samples++;
      } finally {
        lock.unlock();
      }
    }

    private void note(int which, int millis) {
      int value = Math.max(0, millis);
      sums[which] += samples >= WINDOW ? value - (sums[which] + WINDOW - 1) / WINDOW : value;
      maxima[which] = Math.max(maxima[which], value);
    }

    /** Adds the sum, and how many sessions it is of. */
    void addTo(long[] sumAndCount, int which) {
      lock.lock();
      try {
        sumAndCount[0] += sums[which];
        sumAndCount[1] += Math.min(samples, WINDOW);
      } finally {
        lock.unlock();
      }
    }

    int max(int which) {
      lock.lock();
      try {
        return maxima[which];
      } finally {
        lock.unlock();
      }
    }

    void clear(boolean all) {
      lock.lock();
      try {
        Arrays.fill(maxima, 0);
        if (all) {
          Arrays.fill(sums, 0);
          samples = 0;
        }
      } finally {
        lock.unlock();
      }
    }
  }

  /** Adds one ended session of a loop; negative times count as 0. */
  public void add(int loop, int queue, int connect, int response, int total) {
    int at = loop & STRIPES - 1;
    Stripe stripe = stripes.get(at);
    if (stripe == null) {
      stripes.compareAndSet(at, null, new Stripe());
      stripe = stripes.get(at);
    }
    stripe.add(queue, connect, response, total);
  }

  /** Average of: 0 queue, 1 connect, 2 response, 3 total. */
  public int average(int which) {
    long[] sumAndCount = new long[2];
    forEach(stripe -> stripe.addTo(sumAndCount, which));
    return sumAndCount[1] == 0 ? 0 : (int) (sumAndCount[0] / sumAndCount[1]);
  }

  /** Maximum, same order. */
  public int max(int which) {
    int[] max = new int[1];
    forEach(stripe -> max[0] = Math.max(max[0], stripe.max(which)));
    return max[0];
  }

  /** Forgets all sessions ({@code clear counters all}). */
  public void clear() {
    forEach(stripe -> stripe.clear(true));
  }

  public void clearMaxima() {
    forEach(stripe -> stripe.clear(false));
  }

  private void forEach(Consumer<Stripe> what) {
    for (int i = 0; i < STRIPES; i++) {
      Stripe stripe = stripes.get(i);
      if (stripe != null) {
        what.accept(stripe);
      }
    }
  }
}
