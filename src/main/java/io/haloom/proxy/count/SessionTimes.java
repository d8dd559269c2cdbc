package io.haloom.proxy.count;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;

/**
 * Sliding averages and maxima of the last 1,024 sessions of each loop, milliseconds: {@code qtime
 * ctime rtime ttime} and their {@code *_max}. Safe from any thread; a stripe as in {@link
 * Counters}.
 */
public final class SessionTimes {
  private static final int WINDOW = 1024;
  private static final int TIMES = 4;

  /** The first is everybody's, the last that of all loops that have none of their own. */
  private static final int STRIPES = 9;

  private static final int LAST = STRIPES - 1;

  private static final int CLEAR_MAXIMA = 1;
  private static final int CLEAR_ALL = 2;

  private final AtomicReferenceArray<Stripe> stripes = new AtomicReferenceArray<>(STRIPES);

  /** What the sessions of a loop took. Only who adds writes it; others leave word in clearing. */
  private static final class Stripe {
    private static final int MAXIMA = TIMES;
    private static final int SAMPLES = 2 * TIMES;

    private final BriefLock lock = new BriefLock();
    private final AtomicLongArray cells = new AtomicLongArray(SAMPLES + 1);
    private final AtomicInteger clearing = new AtomicInteger();

    void add(int queue, int connect, int response, int total) {
      if (clearing.get() != 0) {
        clear(clearing.getAndSet(0));
      }
      long samples = cells.getPlain(SAMPLES);
      note(0, queue, samples);
      note(1, connect, samples);
      note(2, response, samples);
      note(3, total, samples);
      cells.setOpaque(SAMPLES, samples + 1);
    }

    private void note(int which, int millis, long samples) {
      int value = Math.max(0, millis);
      long sum = cells.getPlain(which);
      long left = samples >= WINDOW ? sum - (sum + WINDOW - 1) / WINDOW : sum;
      cells.setOpaque(which, left + value);
      if (value > cells.getPlain(MAXIMA + which)) {
        cells.setOpaque(MAXIMA + which, value);
      }
    }

    private void clear(int what) {
      for (int i = what >= CLEAR_ALL ? 0 : MAXIMA; i < SAMPLES; i++) {
        cells.setOpaque(i, 0);
      }
      if (what >= CLEAR_ALL) {
        cells.setOpaque(SAMPLES, 0);
      }
    }

    void leaveWord(int what) {
      clearing.accumulateAndGet(what, (before, more) -> before | more);
    }

    /** Adds the sum, and how many sessions it is of. */
    void addTo(long[] sumAndCount, int which) {
      if (clearing.get() < CLEAR_ALL) {
        sumAndCount[0] += cells.getOpaque(which);
        sumAndCount[1] += Math.min(cells.getOpaque(SAMPLES), WINDOW);
      }
    }

    int max(int which) {
      return clearing.get() != 0 ? 0 : (int) cells.getOpaque(MAXIMA + which);
    }
  }

  /** Adds one ended session; negative times count as 0. */
  public void add(int stripe, int queue, int connect, int response, int total) {
    int at = Math.min(stripe < 0 ? ~stripe : stripe + 1, LAST);
    Stripe own = of(at);
    if (stripe >= 0 && at < LAST) {
      own.add(queue, connect, response, total);
      return;
    }
    own.lock.lock();
    try {
      own.add(queue, connect, response, total);
    } finally {
      own.lock.unlock();
    }
  }

  private Stripe of(int at) {
    Stripe stripe = stripes.get(at);
    if (stripe == null) {
      stripes.compareAndSet(at, null, new Stripe());
      stripe = stripes.get(at);
    }
    return stripe;
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
    forEach(stripe -> stripe.leaveWord(CLEAR_ALL));
  }

  public void clearMaxima() {
    forEach(stripe -> stripe.leaveWord(CLEAR_MAXIMA));
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
