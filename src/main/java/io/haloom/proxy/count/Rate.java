package io.haloom.proxy.count;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Events per second over a sliding second: the current second's count plus the rest of the last
 * one's, as HAProxy's frequency counters. Safe from any thread; a stripe as in {@link Counters}.
 *
 * <p>Each stripe has the count of its current second and of the one it had before, a number with
 * its second in the upper 32 bits. Who goes on to another second sees what the one before it came
 * to in all, of which the highest is kept: the last to go on has seen everything.
 */
public final class Rate {
  /** Longs of a stripe: two, and room so that loops do not share a cache line. */
  private static final int STRIDE = 8;

  private final int length;

  /** Null until the first event. */
  private volatile AtomicLongArray cells;

  private final BriefLock shared = new BriefLock();
  private final AtomicInteger peak = new AtomicInteger();

  /** What the stripes had when the peak was cleared; a second nobody has added to since is past. */
  private volatile long[] cleared;

  /**
   * No event yet.
   *
   * @param loops of the transport
   */
  public Rate(int loops) {
    length = (loops + 1) * STRIDE;
  }

  /** Counts one event at the given clock (milliseconds). */
  public void tick(int stripe, long nowMillis) {
    if (stripe >= 0) {
      count((stripe + 1) * STRIDE, nowMillis / 1000);
      return;
    }
    shared.lock();
    try {
      count(~stripe * STRIDE, nowMillis / 1000);
    } finally {
      shared.unlock();
    }
  }

  private void count(int at, long now) {
    AtomicLongArray own = cells();
    long was = own.getPlain(at);
    long second = was >>> 32;
    if (second == now || second == now + 1) {
      // Another thread may have read its clock a moment later.
      own.setOpaque(at, was + 1);
      return;
    }
    notePeak(at, was);
    own.setOpaque(at + 1, was);
    own.setOpaque(at, now << 32 | 1);
  }

  private AtomicLongArray cells() {
    AtomicLongArray own = cells;
    return own == null ? made() : own;
  }

  private synchronized AtomicLongArray made() {
    if (cells == null) {
      cells = new AtomicLongArray(length);
    }
    return cells;
  }

  private long cell(int at) {
    AtomicLongArray own = cells;
    return own == null ? 0 : own.getOpaque(at);
  }

  private void notePeak(int at, long packed) {
    long[] before = cleared;
    if (before == null || before[at] != packed) {
      int count = total(packed >>> 32);
      if (count > peak.get()) {
        peak.accumulateAndGet(count, Math::max);
      }
    }
  }

  /** All events of one second, as far as it is not long past. */
  private int total(long second) {
    int sum = 0;
    for (int at = 0; at < length; at += STRIDE) {
      long current = cell(at);
      long found = current >>> 32 == second ? current : cell(at + 1);
      sum += found >>> 32 == second ? (int) found : 0;
    }
    return sum;
  }

  /**
   * Events in the second that ends now. A single one counts until the next second is over, so that
   * low rates do not go up and down.
   */
  public int perSecond(long nowMillis) {
    long second = nowMillis / 1000;
    int last = total(second - 1);
    return last <= 1 && total(second) == 0 ? last : sliding(nowMillis);
  }

  private int sliding(long nowMillis) {
    long second = nowMillis / 1000;
    int left = 1000 - (int) (nowMillis % 1000);
    return total(second) + (int) ((long) total(second - 1) * left / 1000);
  }

  /** How many more events the limit allows now; {@code limit} 0 is no limit. */
  public int remaining(long nowMillis, int limit) {
    return limit == 0 ? Integer.MAX_VALUE : Math.max(0, limit - sliding(nowMillis));
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
    for (int at = 0; at < length; at += STRIDE) {
      notePeak(at, cell(at));
    }
    return peak.get();
  }

  public void clearPeak() {
    long[] now = new long[length];
    for (int at = 0; at < now.length; at++) {
      now[at] = cell(at);
    }
    cleared = now;
    peak.set(0);
  }
}
