package io.haloom.net.epoll;

import java.util.ArrayDeque;
import java.util.concurrent.locks.LockSupport;

/**
 * Who waits for the one turn of a loop that may take long. The first of a turn does not wait. Used
 * by the loop's thread and by virtual threads that it carries.
 */
final class HeavyTurns {
  private final ArrayDeque<Waiter> waiters = new ArrayDeque<>();

  /** This turn's is taken. */
  private boolean taken;

  private static final class Waiter {
    final Thread thread = Thread.currentThread();
    boolean granted;
  }

  /** Parks the running virtual thread until the turn is its own. */
  void await() {
    if (!taken && waiters.isEmpty()) {
      taken = true;
      return;
    }
    Waiter mine = new Waiter();
    waiters.addLast(mine);
    while (!mine.granted) {
      LockSupport.park(this);
    }
  }

  /** Whether somebody waits, so that the loop must not sleep. */
  boolean isWanted() {
    return !waiters.isEmpty();
  }

  /** Another turn begins: it is the first's who waits. */
  void next() {
    Waiter first = waiters.pollFirst();
    taken = first != null;
    if (first != null) {
      first.granted = true;
      LockSupport.unpark(first.thread);
    }
  }
}
