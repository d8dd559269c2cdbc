package io.haloom.proxy;

/**
 * Sliding averages and maxima of the last 1,024 sessions, milliseconds: {@code qtime ctime rtime
 * ttime} and their {@code *_max}. Safe from any thread.
 */
public final class SessionTimes {
  private static final int WINDOW = 1024;
  private final BriefLock lock = new BriefLock();
  private final long[] sums = new long[4];
  private final int[] maxima = new int[4];
  private long samples;

  /** Adds one ended session; negative times count as 0. */
  public void add(int queue, int connect, int response, int total) {
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

  /** Average of: 0 queue, 1 connect, 2 response, 3 total. */
  public int average(int which) {
    lock.lock();
    try {
      long count = Math.min(samples, WINDOW);
      return count == 0 ? 0 : (int) (sums[which] / count);
    } finally {
      lock.unlock();
    }
  }

  /** Maximum, same order. */
  public int max(int which) {
    lock.lock();
    try {
      return maxima[which];
    } finally {
      lock.unlock();
    }
  }

  /** Forgets all sessions ({@code clear counters all}). */
  public void clear() {
    lock.lock();
    try {
      java.util.Arrays.fill(sums, 0);
      java.util.Arrays.fill(maxima, 0);
      samples = 0;
    } finally {
      lock.unlock();
    }
  }

  public void clearMaxima() {
    lock.lock();
    try {
      java.util.Arrays.fill(maxima, 0);
    } finally {
      lock.unlock();
    }
  }
}
