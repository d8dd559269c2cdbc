package io.haloom.http;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The buffers that messages are read into and written from, {@code tune.bufsize} bytes each. A
 * connection borrows one only while a message is on its way. For any number of threads.
 */
public final class MessageBuffers {
  private static final int KEPT = 256;

  private final ConcurrentLinkedDeque<ByteBuffer> free = new ConcurrentLinkedDeque<>();
  private final AtomicInteger kept = new AtomicInteger();
  private final HttpLimits limits;

  public MessageBuffers(HttpLimits limits) {
    this.limits = limits;
  }

  public HttpLimits limits() {
    return limits;
  }

  /** An empty buffer. */
  ByteBuffer take() {
    ByteBuffer buffer = free.pollFirst();
    if (buffer == null) {
      return ByteBuffer.allocateDirect(limits.bufsize());
    }
    kept.decrementAndGet();
    return buffer.clear();
  }

  void give(ByteBuffer buffer) {
    if (kept.incrementAndGet() <= KEPT) {
      free.addFirst(buffer);
    } else {
      kept.decrementAndGet();
    }
  }
}
