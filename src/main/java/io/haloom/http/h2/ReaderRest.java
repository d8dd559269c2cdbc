package io.haloom.http.h2;

import java.util.concurrent.locks.LockSupport;

/**
 * What a connection's reader waits for beside the peer: for fewer streams, for the peer to take
 * what waits for it, for the last stream to end.
 */
final class ReaderRest {
  private final H2Connection of;
  private final Thread reader;
  private final int mostStreams;

  /** Whether nothing more is read for now. */
  private volatile boolean isFull;

  private volatile boolean isLeaving;

  /** For the calling thread. */
  ReaderRest(H2Connection of) {
    this.of = of;
    this.reader = Thread.currentThread();
    this.mostStreams = of.side().mostStreams();
  }

  /** Whether the next frame may be read; with the lock. */
  boolean mayRead() {
    isFull = of.openStreams() > mostStreams || of.output().isFull();
    return !isFull;
  }

  boolean isFull() {
    return isFull && !of.isBroken();
  }

  /** Waits until more may be read. */
  void awaitRoom() {
    while (isFull()) {
      LockSupport.park(this);
    }
  }

  /** A stream has gone, or what waited to be sent; with the lock. */
  void changed() {
    if (isLeaving && of.openStreams() == 0) {
      LockSupport.unpark(reader);
    }
    if (isFull && (of.isBroken() || mayRead())) {
      isFull = false;
      LockSupport.unpark(reader);
    }
  }

  /** Waits until there are no streams. */
  void awaitLast() {
    isLeaving = true;
    while (hasStreams()) {
      LockSupport.park(this);
    }
  }

  private boolean hasStreams() {
    of.lock();
    try {
      return of.openStreams() > 0;
    } finally {
      of.unlock();
    }
  }
}
