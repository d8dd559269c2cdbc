package io.haloom.proxy;

import io.haloom.proxy.count.Gauge;
import java.util.List;
import java.util.TreeSet;

/**
 * Sessions in the order in which they get slots: by priority class, then by arrival moved by the
 * priority offset. Changed under the lock of {@link SlotQueues}; lengths are read without it.
 */
final class SessionQueue {
  private final TreeSet<QueueEntry> entries = new TreeSet<>();
  private final Gauge length = new Gauge();
  private volatile int handedOut;

  /** {@code qcur}, {@code qmax}. */
  Gauge length() {
    return length;
  }

  boolean isEmpty() {
    return length.get() == 0;
  }

  /** How many sessions got their slot from this queue so far; wraps. */
  int handedOut() {
    return handedOut;
  }

  QueueEntry first() {
    return entries.isEmpty() ? null : entries.first();
  }

  /** Who waits now, in order. */
  List<QueueEntry> all() {
    return List.copyOf(entries);
  }

  void add(QueueEntry entry) {
    entries.add(entry);
    length.increment();
  }

  /** Takes one out, telling whether it was there. */
  boolean remove(QueueEntry entry) {
    boolean removed = entries.remove(entry);
    if (removed) {
      length.decrement();
    }
    return removed;
  }

  void noteHandedOut() {
    handedOut++;
  }
}
