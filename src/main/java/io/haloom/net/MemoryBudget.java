package io.haloom.net;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * How many bytes the buffers may take that peers can make the process hold. Half of it is for what
 * begins: past that, what is new waits ({@link #awaitRoom}). What is under way always gets what it
 * needs to end, so the other half is left to it.
 *
 * <p>Only the making and the dropping of a buffer are counted, not its use: a request whose buffers
 * come out of a pool only asks {@link #hasRoom}, which nobody writes then. Safe from any thread.
 */
public final class MemoryBudget {
  /** Of the heap, what a connection takes that waits for its first bytes, with its thread. */
  private static final int CONNECTION = 8 * 1024;

  /** How long a thread waits at most before it looks whether its peer is still there. */
  private static final long LOOK_NANOS = 1_000_000_000L;

  private final long bytes;
  private final AtomicLong used = new AtomicLong();
  private final LongAdder refused = new LongAdder();
  private final AtomicInteger waiters = new AtomicInteger();
  private final ConcurrentLinkedQueue<Thread> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean told = new AtomicBoolean();
  private volatile Runnable onShortage = () -> {};

  /**
   * @param bytes how many there are in all
   */
  public MemoryBudget(long bytes) {
    this.bytes = bytes;
  }

  /**
   * Half of the heap, which is bounded by {@code -m} and by control groups; or what {@code
   * -Dhaloom.buffers} says.
   */
  public static MemoryBudget ofHeap() {
    return new MemoryBudget(Long.getLong("haloom.buffers", Runtime.getRuntime().maxMemory() / 2));
  }

  /** For what bounds itself otherwise. */
  public static MemoryBudget unlimited() {
    return new MemoryBudget(Long.MAX_VALUE);
  }

  /** Is called when something has to wait, once until there was plenty again. Must not block. */
  public void onShortage(Runnable report) {
    onShortage = report;
  }

  /** How many bytes there are. */
  public long bytes() {
    return bytes;
  }

  /** How many bytes are taken. */
  public long used() {
    return used.get();
  }

  /** How often something new was refused because it had waited too long. */
  public long refused() {
    return refused.sum();
  }

  /** How many connections fit into as much memory again, before any of them has a buffer. */
  public int connections() {
    return (int) Math.min(Integer.MAX_VALUE, bytes / CONNECTION);
  }

  /** Counts bytes that something under way takes. */
  public void take(long count) {
    used.addAndGet(count);
  }

  /** Counts bytes that were taken and are no more. */
  public void give(long count) {
    long left = used.addAndGet(-count);
    if (left < bytes / 4 && told.get()) {
      told.set(false);
    }
    if (isAwaited() && hasRoom()) {
      LockSupport.unpark(waiting.poll());
    }
  }

  /** Whether something new may begin, and what is free may be kept. */
  public boolean hasRoom() {
    return used.get() < bytes / 2;
  }

  /** Whether somebody waits to begin. */
  boolean isAwaited() {
    return waiters.get() != 0;
  }

  /**
   * Parks the calling thread until there is room for something new.
   *
   * @param deadline the {@link System#nanoTime()} at which to give up, 0 for never
   * @param gone whether nobody cares any more; asked now and then
   * @return false when the deadline has passed
   */
  public boolean awaitRoom(long deadline, BooleanSupplier gone) {
    if (hasRoom()) {
      return true;
    }
    if (told.compareAndSet(false, true)) {
      onShortage.run();
    }
    waiters.incrementAndGet();
    try {
      return awaitTurn(deadline, gone);
    } finally {
      waiters.decrementAndGet();
    }
  }

  private boolean awaitTurn(long deadline, BooleanSupplier gone) {
    Thread self = Thread.currentThread();
    while (!gone.getAsBoolean()) {
      waiting.add(self);
      boolean room = hasRoom();
      long left = deadline == 0 ? LOOK_NANOS : deadline - System.nanoTime();
      if (!room && left > 0) {
        LockSupport.parkNanos(this, Math.min(left, LOOK_NANOS));
      }
      waiting.remove(self);
      if (room) {
        return true;
      }
      if (left <= 0) {
        refused.increment();
        return false;
      }
    }
    return true;
  }
}
