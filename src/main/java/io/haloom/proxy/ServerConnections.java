package io.haloom.proxy;

import io.haloom.proxy.count.Counters;
import io.haloom.proxy.count.LoopGauge;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * How many connections to a server HTTP mode has: in use, and idle for a next request; "safe" are
 * those that carried more than one (configuration manual, {@code http-reuse}). For any thread; the
 * figures are of one moment each.
 */
public final class ServerConnections {
  /** Ints of two numbers by loop, and room so that loops do not share a cache line. */
  private static final int STRIDE = 16;

  private final LoopGauge used;
  private final int length;

  /** Null until one is idle. */
  private volatile AtomicIntegerArray idle;

  private final AtomicInteger needed = new AtomicInteger();
  private volatile Runnable closer;

  ServerConnections(Counters counters, int loops) {
    used = new LoopGauge(counters, Counters.USED_CONNECTIONS);
    length = loops * STRIDE;
  }

  /** One more is in use: new, or taken from the idle ones. A stripe as in {@link Counters}. */
  public void use(int stripe) {
    if (used.increment(stripe) && used.peak() > needed.get()) {
      needed.accumulateAndGet(used.peak(), Math::max);
    }
  }

  /** One in use is so no more, of the same stripe. */
  public void unuse(int stripe) {
    used.decrement(stripe);
  }

  /**
   * The idle ones of a loop became more (1) or fewer (-1). Who has the lock of the loop's idle ones
   * calls it, so that no two threads do at once.
   */
  public void idle(int loop, boolean isSafe, int change) {
    AtomicIntegerArray own = idle == null ? made() : idle;
    int at = loop * STRIDE;
    own.setOpaque(at, own.getPlain(at) + change);
    if (isSafe) {
      own.setOpaque(at + 1, own.getPlain(at + 1) + change);
    }
  }

  private synchronized AtomicIntegerArray made() {
    if (idle == null) {
      idle = new AtomicIntegerArray(length);
    }
    return idle;
  }

  private int sum(int which) {
    AtomicIntegerArray own = idle;
    if (own == null) {
      return 0;
    }
    int sum = 0;
    for (int at = which; at < length; at += STRIDE) {
      sum += own.getOpaque(at);
    }
    return sum;
  }

  /** {@code used_conn_cur}. */
  public int used() {
    return used.get();
  }

  /** The most that were in use since {@link #surplus} was asked for last. */
  public int mostUsed() {
    return used.peak();
  }

  /** {@code need_conn_est}: how many are expected to be needed. */
  public int needed() {
    return needed.get();
  }

  /** {@code srv_icur}. */
  public int idle() {
    return sum(0);
  }

  /** Idle ones of one loop. */
  public int idle(int loop) {
    AtomicIntegerArray own = idle;
    return own == null ? 0 : own.getOpaque(loop * STRIDE);
  }

  /** {@code safe_conn_cur}. */
  public int safe() {
    return sum(1);
  }

  /** Half of what is there beyond what is expected to be needed, which is estimated anew. */
  public int surplus() {
    int inUse = used();
    int most = used.peak();
    int beyond = inUse + idle() - Math.max(most, needed.get());
    needed.set(Math.max((needed.get() + most) / 2, most));
    used.clearPeak();
    return beyond <= 0 ? 0 : (beyond + 1) / 2;
  }

  /** Sets what closes the idle ones. */
  public void closer(Runnable closesIdle) {
    closer = closesIdle;
  }

  /** Closes the idle ones: the server is not to be reached so any more. */
  public void closeIdle() {
    Runnable closesIdle = closer;
    if (closesIdle != null) {
      closesIdle.run();
    }
  }
}
