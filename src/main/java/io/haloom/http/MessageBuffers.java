package io.haloom.http;

import io.haloom.net.Connection;
import io.haloom.net.Transport;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The buffers that messages are read into and written from, {@code tune.bufsize} bytes each. A
 * connection borrows one only while a message is on its way, and each loop has its own: where the
 * transport is {@linkplain Transport#isConfined confined}, only its threads come for them.
 */
public final class MessageBuffers {
  /** Where threads of one loop may meet, those of others seldom do. */
  private static final int SHARED_STRIPES = 16;

  private static final int KEPT = 256;

  private final Stripe[] stripes;
  private final boolean confined;
  private final HttpLimits limits;

  /** Buffers for any thread. */
  public MessageBuffers(HttpLimits limits) {
    this(limits, SHARED_STRIPES, false);
  }

  private MessageBuffers(HttpLimits limits, int count, boolean confined) {
    this.limits = limits;
    this.confined = confined;
    this.stripes = new Stripe[count];
    Arrays.setAll(stripes, i -> new Stripe());
  }

  /** Buffers for the connections of a transport. */
  public static MessageBuffers of(HttpLimits limits, Transport transport) {
    return transport.isConfined()
        ? new MessageBuffers(limits, transport.loops(), true)
        : new MessageBuffers(limits);
  }

  /** Buffers that are free. Whoever finds them busy, where they are shared, does without. */
  private static final class Stripe {
    private final AtomicBoolean busy = new AtomicBoolean();
    private final ByteBuffer[] free = new ByteBuffer[KEPT];
    private int count;

    ByteBuffer poll() {
      return count == 0 ? null : free[--count];
    }

    void offer(ByteBuffer buffer) {
      if (count < KEPT) {
        free[count++] = buffer;
      }
    }

    ByteBuffer pollShared() {
      if (!busy.compareAndSet(false, true)) {
        return null;
      }
      ByteBuffer buffer = poll();
      busy.set(false);
      return buffer;
    }

    void offerShared(ByteBuffer buffer) {
      if (busy.compareAndSet(false, true)) {
        offer(buffer);
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
    Stripe stripe = stripe(connection);
    ByteBuffer buffer = confined ? stripe.poll() : stripe.pollShared();
    return buffer == null ? ByteBuffer.allocate(limits.bufsize()) : buffer.clear();
  }

  /** Takes back what a connection has borrowed. */
  void give(Connection connection, ByteBuffer buffer) {
    if (confined) {
      stripe(connection).offer(buffer);
    } else {
      stripe(connection).offerShared(buffer);
    }
  }

  private Stripe stripe(Connection connection) {
    int loop = connection.loop();
    return stripes[confined ? loop : loop & SHARED_STRIPES - 1];
  }
}
