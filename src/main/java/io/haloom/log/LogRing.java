package io.haloom.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The last lines that were logged, as many as fit ({@code ring} sections, {@code show events}).
 * Safe from any thread.
 */
public final class LogRing {
  private final String name;
  private final String description;
  private final int maxLength;
  private final int size;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition written = lock.newCondition();
  private final Deque<byte[]> lines = new ArrayDeque<>();
  private int used;

  /** Number of the oldest line that is kept, counted from the first one ever. */
  private long first;

  /**
   * @param maxLength longest line, bytes
   * @param size bytes kept
   */
  public LogRing(String name, String description, int maxLength, int size) {
    this.name = name;
    this.description = description;
    this.maxLength = maxLength;
    this.size = size;
  }

  public String name() {
    return name;
  }

  public String description() {
    return description;
  }

  /** Adds a line, cut to the longest there may be; the oldest make room for it. */
  public void append(byte[] line) {
    byte[] kept = line.length <= maxLength ? line : java.util.Arrays.copyOf(line, maxLength);
    lock.lock();
    try {
      lines.addLast(kept);
      used += kept.length;
      while (used > size && !lines.isEmpty()) {
        used -= lines.removeFirst().length;
        first++;
      }
      written.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** All lines that are kept, oldest first, without line feeds. */
  public List<byte[]> lines() {
    lock.lock();
    try {
      return new ArrayList<>(lines);
    } finally {
      lock.unlock();
    }
  }

  /**
   * A reader of its own pace; what it is too slow for it does not see.
   *
   * @param newOnly start behind the lines that are there
   */
  public Reader reader(boolean newOnly) {
    lock.lock();
    try {
      return new Reader(newOnly ? first + lines.size() : first);
    } finally {
      lock.unlock();
    }
  }

  /** Reads line after line. Used by one thread at a time. */
  public final class Reader {
    private long next;

    private Reader(long next) {
      this.next = next;
    }

    /**
     * The lines that came since the last call.
     *
     * @param waitMillis how long to wait for one where there is none
     * @return empty when none came
     */
    public List<byte[]> read(long waitMillis) throws InterruptedException {
      lock.lockInterruptibly();
      try {
        long nanos = TimeUnit.MILLISECONDS.toNanos(waitMillis);
        while (next >= first + lines.size() && nanos > 0) {
          nanos = written.awaitNanos(nanos);
        }
        List<byte[]> fresh = lines.stream().skip(Math.max(0, next - first)).toList();
        next = first + lines.size();
        return fresh;
      } finally {
        lock.unlock();
      }
    }
  }
}
