package io.haloom.proxy;

import java.util.concurrent.locks.ReentrantLock;

/**
 * A lock held for some hundred nanoseconds at a time: worth a short spin, for parking and waking a
 * thread costs far more.
 */
public final class BriefLock {
  private static final int SPINS = 100;

  private final ReentrantLock lock = new ReentrantLock();

  /** Takes it. */
  public void lock() {
    for (int i = 0; i < SPINS; i++) {
      if (lock.tryLock()) {
        return;
      }
      Thread.onSpinWait();
    }
    lock.lock();
  }

  /** Gives it back. */
  public void unlock() {
    lock.unlock();
  }
}
