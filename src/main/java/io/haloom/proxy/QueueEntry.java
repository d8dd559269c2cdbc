package io.haloom.proxy;

/**
 * A session that waits for a slot. The waiter parks until {@link #granted()} is set, {@link
 * #released()} turns true, its deadline passes or its client leaves; it then either uses the slot
 * or calls {@link #cancel()}.
 */
public final class QueueEntry {
  private final Backend backend;
  private final Thread waiter;
  private final Server only;
  private final long since;
  private volatile ServerSlot granted;
  private volatile boolean released;

  QueueEntry(Backend backend, Thread waiter, Server only, long sinceNanos) {
    this.backend = backend;
    this.waiter = waiter;
    this.only = only;
    this.since = sinceNanos;
  }

  public Backend backend() {
    return backend;
  }

  public Thread waiter() {
    return waiter;
  }

  /** The server waited for, or null for any. */
  public Server only() {
    return only;
  }

  /** {@link System#nanoTime()} of the start. */
  public long since() {
    return since;
  }

  /** The slot handed over, or null. */
  public ServerSlot granted() {
    return granted;
  }

  /** True when the server waited for went down: assign again (redispatch out of its queue). */
  public boolean released() {
    return released;
  }

  void grant(ServerSlot slot) {
    granted = slot;
  }

  void release() {
    released = true;
  }

  /** Where it stands in its queue, from 0. */
  public int position() {
    throw new UnsupportedOperationException();
  }

  /**
   * Leaves the queue.
   *
   * @return false when a slot was granted first; the caller then uses or closes it
   */
  public boolean cancel() {
    throw new UnsupportedOperationException();
  }
}
