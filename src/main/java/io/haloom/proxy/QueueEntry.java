package io.haloom.proxy;

import java.util.Comparator;
import java.util.concurrent.locks.LockSupport;

/**
 * A session that waits for a slot. The waiter parks until {@link #granted()} is set, {@link
 * #released()} turns true, its deadline passes or its client leaves; it then either uses the slot
 * or calls {@link #cancel()}.
 */
public final class QueueEntry implements Comparable<QueueEntry> {
  private static final Comparator<QueueEntry> ORDER =
      Comparator.<QueueEntry>comparingInt(entry -> entry.priorityClass)
          .thenComparingLong(entry -> entry.time)
          .thenComparingLong(entry -> entry.sequence);

  private final SlotQueues queues;
  private final Thread waiter;
  private final Server only;
  private final SessionQueue queue;
  private final int priorityClass;
  private final boolean insists;
  private final long time;
  private final long sequence;
  private final long since = System.nanoTime();
  private final int before;
  private volatile ServerSlot granted;
  private volatile boolean released;
  private volatile int position;

  /**
   * @param only the server whose queue it is, or null for the backend's
   * @param time arrival in milliseconds, moved by the priority offset
   * @param sequence tells apart what came in the same millisecond
   */
  QueueEntry(SlotQueues queues, QueueWaiter waiter, Server only, long time, long sequence) {
    this.queues = queues;
    this.waiter = waiter.thread();
    this.only = only;
    this.queue = queues.queueOf(only);
    this.priorityClass = waiter.priorityClass();
    this.insists = waiter.insists();
    this.time = time;
    this.sequence = sequence;
    this.before = queue.handedOut();
  }

  public Backend backend() {
    return queues.backend();
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

  /** True when the server waited for left, or the backend's last one: assign again. */
  public boolean released() {
    return released;
  }

  /** Whether no other server will do. */
  boolean insists() {
    return insists;
  }

  /**
   * How many sessions of the queue got a slot while this one waited, itself included: what logs
   * show as {@code srv_queue} and {@code backend_queue}. Final once it has left the queue.
   */
  public int position() {
    int last = position;
    return last != 0 ? last : queue.handedOut() - before + 1;
  }

  /**
   * Leaves the queue.
   *
   * @return false when a slot was granted first; the caller then uses or closes it
   */
  public boolean cancel() {
    return queues.cancel(this);
  }

  @Override
  public int compareTo(QueueEntry other) {
    return ORDER.compare(this, other);
  }

  SessionQueue queue() {
    return queue;
  }

  /** Whether it is to be served before {@code other}, of another queue. */
  boolean precedes(QueueEntry other) {
    return priorityClass != other.priorityClass
        ? priorityClass < other.priorityClass
        : time <= other.time;
  }

  void grant(ServerSlot slot) {
    left();
    queue.noteHandedOut();
    granted = slot;
    LockSupport.unpark(waiter);
  }

  void release() {
    left();
    released = true;
    LockSupport.unpark(waiter);
  }

  void left() {
    position = queue.handedOut() - before + 1;
  }
}
