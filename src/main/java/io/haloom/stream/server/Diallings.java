package io.haloom.stream.server;

import io.haloom.net.ConnectFailure;
import io.haloom.proxy.count.BriefLock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * The connections that are on their way and will carry many requests at once: who needs one like it
 * waits for it, and makes none of its own. For threads of one loop, or of all.
 */
final class Diallings {
  /** One of them. */
  static final class Dialling {
    private final LinkKey key;
    private final Thread maker = Thread.currentThread();
    private final List<Thread> waiters = new ArrayList<>();
    private volatile boolean over;
    private ConnectFailure failure;

    private Dialling(LinkKey key) {
      this.key = key;
    }

    /** Whether the caller is to make it. */
    boolean isMine() {
      return maker == Thread.currentThread();
    }

    /**
     * Waits until it is there.
     *
     * @throws ConnectFailure where it failed, as whoever made it was told
     */
    void await() throws ConnectFailure {
      while (!over) {
        LockSupport.park(this);
      }
      if (failure != null) {
        throw new ConnectFailure(failure.kind(), failure.getMessage());
      }
    }
  }

  private final BriefLock lock = new BriefLock();
  private final List<Dialling> all = new ArrayList<>(1);

  /**
   * One like it that has room for another request, which the caller waits for; or one that is
   * {@link Dialling#isMine the caller's} to make and to {@link #end}.
   */
  Dialling enter(LinkKey key, int mostRequests) {
    lock.lock();
    try {
      for (Dialling dialling : all) {
        if (dialling.key.equals(key) && dialling.waiters.size() < mostRequests - 1) {
          dialling.waiters.add(Thread.currentThread());
          return dialling;
        }
      }
      Dialling begun = new Dialling(key);
      all.add(begun);
      return begun;
    } finally {
      lock.unlock();
    }
  }

  /**
   * It is there, or has failed.
   *
   * @param failure null where it is there
   */
  void end(Dialling ended, ConnectFailure failure) {
    lock.lock();
    try {
      all.remove(ended);
      ended.failure = failure;
      ended.over = true;
    } finally {
      lock.unlock();
    }
    ended.waiters.forEach(LockSupport::unpark);
  }
}
