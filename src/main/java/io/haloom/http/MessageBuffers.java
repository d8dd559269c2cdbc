package io.haloom.http;

import io.haloom.net.Connection;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The buffers that messages are read into and written from, {@code tune.bufsize} bytes each. A
 * connection borrows one only while a message is on its way. For any number of threads.
 */
public final class MessageBuffers {
  /** Stripes by loop: threads of one loop never meet there, and those of others seldom. */
  private static final int STRIPES = 16;

  private static final int KEPT = 256;

  private final AtomicReferenceArray<Stripe> stripes = new AtomicReferenceArray<>(STRIPES);
  private final HttpLimits limits;

  public MessageBuffers(HttpLimits limits) {
    this.limits = limits;
  }

  /** Buffers that are free. Whoever finds it busy does without. */
  private static final class Stripe {
    private final AtomicBoolean busy = new AtomicBoolean();
    private final ByteBuffer[] free = new ByteBuffer[KEPT];
    private int count;

    ByteBuffer poll() {
      if (!busy.compareAndSet(false, true)) {
        return null;
      }
      ByteBuffer buffer = count == 0 ? null : free[--count];
      busy.set(false);
      return buffer;
    }

    void offer(ByteBuffer buffer) {
      if (busy.compareAndSet(false, true)) {
        if (count < KEPT) {
          free[count++] = buffer;
        }
        busy.set(false);
      }
    }
  }

  public HttpLimits limits() {
    return limits;
  }

  /**
   * An empty buffer for a connection. It lies in the heap, as what rules change of a head does:
   * code that sees one kind of buffer only is compiled better.
   */
  ByteBuffer take(Connection connection) {
    ByteBuffer buffer = stripe(connection).poll();
    return buffer == null ? ByteBuffer.allocate(limits.bufsize()) : buffer.clear();
  }

  /** Takes back what a connection has borrowed. */
  void give(Connection connection, ByteBuffer buffer) {
    stripe(connection).offer(buffer);
  }

  private Stripe stripe(Connection connection) {
    int at = connection.loop() & STRIPES - 1;
    Stripe stripe = stripes.get(at);
    if (stripe == null) {
      stripes.compareAndSet(at, null, new Stripe());
      stripe = stripes.get(at);
    }
    return stripe;
  }
}
