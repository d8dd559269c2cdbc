package io.haloom.net.tls;

import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Memory of OpenSSL's that has one owner, and others who use it for the time of a call. It is given
 * back when the owner has closed it and nobody uses it, or at last when nobody knows it any more.
 */
abstract class Owned implements AutoCloseable {
  private final AtomicInteger users = new AtomicInteger(1);
  private boolean closed;
  private Cleaner.Cleanable memory;

  /**
   * Says how it is given back. Done once, by the thread that makes it.
   *
   * @param release must not know this object
   */
  final void owns(Runnable release) {
    memory = OpenSsl.CLEANER.register(this, release);
  }

  /** Keeps it until {@link #drop}; false where it is gone already. */
  final boolean hold() {
    int now = users.get();
    while (now > 0 && !users.compareAndSet(now, now + 1)) {
      now = users.get();
    }
    return now > 0;
  }

  /** Ends a {@link #hold}. */
  final void drop() {
    if (users.decrementAndGet() == 0) {
      memory.clean();
    }
  }

  /** The owner needs it no more. Only the owner's thread, or who holds its lock, calls this. */
  @Override
  public final void close() {
    if (!closed) {
      closed = true;
      drop();
    }
  }
}
