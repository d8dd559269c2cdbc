package io.haloom.admin;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;

/**
 * Room for clients, first come, first served: as many at a time as the configuration of now says.
 */
final class ClientRoom {
  private final IntSupplier most;
  private final ReentrantLock lock = new ReentrantLock(true);
  private final Condition left = lock.newCondition();
  private int taken;

  ClientRoom(IntSupplier most) {
    this.most = most;
  }

  /** Waits for a place. */
  void enter() {
    lock.lock();
    try {
      while (taken >= most.getAsInt()) {
        left.awaitUninterruptibly();
      }
      taken++;
    } finally {
      lock.unlock();
    }
  }

  /** Gives a place back. */
  void leave() {
    lock.lock();
    try {
      taken--;
      left.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
