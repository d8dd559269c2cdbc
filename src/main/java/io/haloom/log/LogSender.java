package io.haloom.log;

import io.haloom.proxy.Events;
import io.haloom.sample.ByteText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Sends the lines for one address. Sessions only leave lines in its queue; one platform thread
 * takes them out, so that whatever a receiver does holds no session up. When the queue is full,
 * lines are dropped and counted, and a line says how many once there is room again.
 */
final class LogSender implements AutoCloseable {
  private static final int CAPACITY = 1 << 14;

  /**
   * How long the thread rests after it found the queue empty, before it lets producers wake it: a
   * wake-up costs a producer more than a line does.
   */
  private static final long REST_NANOS = 1_000_000;

  private static final long CLOSE_MILLIS = 2_000;

  private final String name;
  private final LogOutput output;
  private final LongAdder allDropped;
  private final Consumer<String> alerts;
  private final LineQueue queue = new LineQueue(CAPACITY);
  private final AtomicLong dropped = new AtomicLong();
  private final Thread thread;
  private final ByteText head = new ByteText();
  private ByteBuffer buffer = ByteBuffer.allocate(2048);
  private Line last;
  private boolean alerted;
  private volatile boolean asleep;
  private volatile boolean closing;

  /**
   * One line.
   *
   * @param header what is put before the message
   * @param maxLength bytes of the line at most, its line feed included
   */
  record Line(LogMessage message, LogHeader header, int maxLength) {}

  /**
   * @param allDropped counts the lines that were not sent
   * @param alerts is told once when sending fails
   */
  LogSender(String name, LogOutput output, LongAdder allDropped, Consumer<String> alerts) {
    this.name = name;
    this.output = output;
    this.allDropped = allDropped;
    this.alerts = alerts;
    this.thread = Thread.ofPlatform().daemon().name("log " + name).unstarted(this::run);
    thread.start();
  }

  /** Never blocks. */
  void offer(Line line) {
    if (!queue.offer(line)) {
      dropped.incrementAndGet();
      allDropped.increment();
      return;
    }
    if (asleep) {
      asleep = false;
      LockSupport.unpark(thread);
    }
  }

  private void run() {
    while (true) {
      boolean sent = drain();
      if (!sent && closing) {
        output.close();
        return;
      }
      if (sent) {
        LockSupport.parkNanos(this, REST_NANOS);
      } else {
        sleep();
      }
    }
  }

  private void sleep() {
    asleep = true;
    if (queue.isEmpty() && !closing) {
      LockSupport.park(this);
    }
    asleep = false;
  }

  private boolean drain() {
    boolean any = false;
    for (Line line = queue.poll(); line != null; line = queue.poll()) {
      send(line);
      any = true;
      last = line;
    }
    long lost = dropped.get();
    if (any && lost > 0) {
      dropped.addAndGet(-lost);
      send(droppedLine(lost, last));
    }
    return any;
  }

  private static Line droppedLine(long lost, Line like) {
    String text = lost + " event" + (lost > 1 ? "s" : "") + " dropped";
    LogMessage message = LogMessage.ofText(Events.NOTICE, like.message().tag(), text);
    return new Line(message, like.header(), like.maxLength());
  }

  private void send(Line line) {
    try {
      output.send(assemble(line));
    } catch (IOException e) {
      failed(e.getMessage());
    } catch (RuntimeException | Error e) {
      // Whatever it was, the next line may go.
      failed(e.toString());
    }
  }

  private void failed(String reason) {
    allDropped.increment();
    if (!alerted) {
      alerted = true;
      alerts.accept("sendmsg()/writev() failed in logger " + name + ": " + reason);
    }
  }

  private ByteBuffer assemble(Line line) {
    line.header().append(head.clear(), line.message());
    byte[] text = line.message().text();
    int limit = line.maxLength() - 1;
    int headLength = Math.min(head.length(), limit);
    int textLength = Math.min(text.length, limit - headLength);
    if (buffer.capacity() < headLength + textLength + 1) {
      buffer = ByteBuffer.allocate(2 * (headLength + textLength + 1));
    }
    buffer.clear();
    buffer.put(head.bytes(), 0, headLength).put(text, 0, textLength);
    return buffer.put((byte) '\n').flip();
  }

  /** Sends what is queued and ends, or gives up after two seconds. */
  @Override
  public void close() {
    closing = true;
    LockSupport.unpark(thread);
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
