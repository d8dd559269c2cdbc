package io.haloom.proxy;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Events per second over a sliding second: the current second's count plus the rest of the last
 * one's, as HAProxy's frequency counters. Safe from any thread.
 */
public final class Rate {
  /** The second in the upper 32 bits, its count in the lower. */
  private final AtomicLong current = new AtomicLong();

  private volatile int previous;
  private volatile int peak;

  /** Counts one event at the given clock (milliseconds) and returns this second's count. */
  public int tick(long nowMillis) {
    long second = nowMillis / 1000 & 0xffffffffL;
    while (true) {
      long was = current.get();
      long next;
      if (was >>> 32 == second) {
        next = was + 1;
      } else {
        next = second << 32 | 1;
      }
      if (current.compareAndSet(was, next)) {
        if (was >>> 32 != second) {
          previous = was >>> 32 == second - 1 ? (int) was : 0;
        }
        int count = (int) next;
        if (count > peak) {
          peak = count;
        }
        return count;
      }
    }
  }

  /** Events in the second that ends now. */
  public int perSecond(long nowMillis) {
    long was = current.get();
    long second = nowMillis / 1000 & 0xffffffffL;
    long age = second - (was >>> 32);
    int elapsed = (int) (nowMillis % 1000);
    if (age == 0) {
      return (int) was + (int) ((long) previous * (1000 - elapsed) / 1000);
    }
    return age == 1 ? (int) ((was & 0xffffffffL) * (1000 - elapsed) / 1000) : 0;
  }

  /** How many more events the limit allows now; {@code limit} 0 is no limit. */
  public int remaining(long nowMillis, int limit) {
    return limit == 0 ? Integer.MAX_VALUE : Math.max(0, limit - perSecond(nowMillis));
  }

  /** Milliseconds until one more event fits under the limit, 0 when it does now. */
  public int delay(long nowMillis, int limit) {
    if (remaining(nowMillis, limit) > 0) {
      return 0;
    }
    return Math.max(1, 1000 / Math.max(1, limit));
  }

  /** The most events seen in one second. */
  public int peak() {
    return peak;
  }

  public void clearPeak() {
    peak = 0;
  }
}
