package io.haloom.log;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A bounded queue of many producers and one consumer. Nobody ever waits: {@link #offer} refuses
 * when it is full, {@link #poll} gives null when it is empty.
 */
final class LineQueue {
  private final AtomicReferenceArray<LogSender.Line> slots;
  private final int mask;
  private final AtomicLong tail = new AtomicLong();
  private final AtomicLong head = new AtomicLong();

  /**
   * @param capacity a power of two
   */
  LineQueue(int capacity) {
    slots = new AtomicReferenceArray<>(capacity);
    mask = capacity - 1;
  }

  /** False when it is full. */
  boolean offer(LogSender.Line line) {
    while (true) {
      long at = tail.get();
      if (at - head.get() > mask) {
        return false;
      }
      if (tail.compareAndSet(at, at + 1)) {
        slots.set((int) at & mask, line);
        return true;
      }
    }
  }

  /** The oldest line, or null; for the consumer. */
  LogSender.Line poll() {
    long at = head.get();
    int slot = (int) at & mask;
    LogSender.Line line = slots.get(slot);
    if (line != null) {
      slots.lazySet(slot, null);
      head.set(at + 1);
    }
    return line;
  }

  boolean isEmpty() {
    return head.get() == tail.get();
  }
}
