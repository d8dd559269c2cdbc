package io.haloom.proxy;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * How many connections to a server HTTP mode has: in use, and idle for a next request; "safe" are
 * those that carried more than one (configuration manual, {@code http-reuse}). For any thread; the
 * figures are of one moment each.
 */
public final class ServerConnections {
  private final AtomicInteger used = new AtomicInteger();
  private final AtomicInteger idle = new AtomicInteger();
  private final AtomicInteger safe = new AtomicInteger();
  private final AtomicIntegerArray idleByLoop;
  private final AtomicInteger mostUsed = new AtomicInteger();
  private final AtomicInteger needed = new AtomicInteger();
  private volatile Runnable closer;

  ServerConnections(int loops) {
    idleByLoop = new AtomicIntegerArray(loops);
  }

  /** One more is in use: new, or taken from the idle ones. */
  public void use() {
    int now = used.incrementAndGet();
    if (now > mostUsed.get()) {
      mostUsed.accumulateAndGet(now, Math::max);
      needed.accumulateAndGet(now, Math::max);
    }
  }

  /** One in use is so no more. */
  public void unuse() {
    used.decrementAndGet();
  }

  /** The idle ones of a loop became more (1) or fewer (-1). */
  public void idle(int loop, boolean isSafe, int change) {
    idle.addAndGet(change);
    idleByLoop.addAndGet(loop, change);
    if (isSafe) {
      safe.addAndGet(change);
    }
  }

  /** {@code used_conn_cur}. */
  public int used() {
    return used.get();
  }

  /** The most that were in use since {@link #surplus} was asked for last. */
  public int mostUsed() {
    return mostUsed.get();
  }

  /** {@code need_conn_est}: how many are expected to be needed. */
  public int needed() {
    return needed.get();
  }

  /** {@code srv_icur}. */
  public int idle() {
    return idle.get();
  }

  /** Idle ones of one loop. */
  public int idle(int loop) {
    return idleByLoop.get(loop);
  }

  /** {@code safe_conn_cur}. */
  public int safe() {
    return safe.get();
  }

  /** Half of what is there beyond what is expected to be needed, which is estimated anew. */
  public int surplus() {
    int inUse = used.get();
    int beyond = inUse + idle.get() - Math.max(mostUsed.get(), needed.get());
    needed.set(Math.max((needed.get() + mostUsed.get()) / 2, mostUsed.get()));
    mostUsed.set(inUse);
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
