package io.haloom.http.h2;

import io.haloom.net.Alarm;
import io.haloom.net.ConnectionException;
import io.haloom.net.ConnectionException.Kind;
import java.util.concurrent.locks.LockSupport;

/**
 * Who waits for a stream, and for how long: at most one thread that reads, one that writes and one
 * that watches the peer. Guarded by the connection's lock, which nobody holds while parked.
 */
final class StreamWaiters {
  private final H2Connection of;
  private final H2Stream stream;
  private int timeoutMillis;
  private long deadline;
  private long lastActivity;
  private Thread reader;
  private Thread writer;
  private Alarm readerAlarm;
  private Alarm writerAlarm;
  private volatile Thread watcher;

  StreamWaiters(H2Connection of, H2Stream stream) {
    this.of = of;
    this.stream = stream;
    this.lastActivity = of.connection().now();
  }

  void timeout(int millis) {
    timeoutMillis = millis;
    lastActivity = of.connection().now();
    wakeReader();
    wakeWriter();
  }

  void deadline(long nanoTime) {
    deadline = nanoTime;
    wakeReader();
    wakeWriter();
  }

  void watcher(Thread thread) {
    watcher = thread;
  }

  // --- what happens ----------------------------------------------------------------------------

  /** Bytes have come, or have been left for sending. */
  void active() {
    lastActivity = of.connection().now();
  }

  void wakeReader() {
    LockSupport.unpark(reader);
  }

  void wakeWriter() {
    LockSupport.unpark(writer);
  }

  void wakeAll() {
    wakeReader();
    wakeWriter();
    LockSupport.unpark(watcher);
  }

  // --- waiting ---------------------------------------------------------------------------------

  /** Who begins to wait for the peer counts its silence from now on. */
  void begin() {
    if (reader == null && writer == null) {
      active();
    }
  }

  /**
   * Parks until something may have changed.
   *
   * @param reads whether the caller reads, and does not write
   */
  void await(boolean reads) throws ConnectionException {
    long end = end();
    if (end != 0 && end - System.nanoTime() <= 0) {
      throw stream.failure(Kind.TIMEOUT, "timed out");
    }
    Thread thread = Thread.currentThread();
    if (thread.isInterrupted()) {
      // A park would return at once, for ever.
      throw stream.failure(Kind.ABORTED, "interrupted");
    }
    Alarm alarm = end == 0 ? null : alarm(reads);
    waits(reads, thread);
    of.unlock();
    try {
      if (end == 0) {
        LockSupport.park(stream);
      } else {
        alarm.park(stream, end);
      }
    } finally {
      of.lock();
      waits(reads, null);
    }
  }

  private Alarm alarm(boolean reads) {
    if (reads) {
      readerAlarm = readerAlarm == null ? of.setup().transport().alarm() : readerAlarm;
      return readerAlarm;
    }
    writerAlarm = writerAlarm == null ? of.setup().transport().alarm() : writerAlarm;
    return writerAlarm;
  }

  /** Nobody waits any more. */
  void close() {
    if (readerAlarm != null) {
      readerAlarm.close();
    }
    if (writerAlarm != null) {
      writerAlarm.close();
    }
  }

  private void waits(boolean reads, Thread thread) {
    if (reads) {
      reader = thread;
    } else {
      writer = thread;
    }
  }

  /** The instant at which waiting ends, or 0 for never. */
  private long end() {
    if (timeoutMillis == 0) {
      return deadline;
    }
    long silence = lastActivity + timeoutMillis * 1_000_000L;
    return deadline != 0 && deadline - silence < 0 ? deadline : silence;
  }
}
