package io.haloom.http;

import io.haloom.net.Connection;
import io.haloom.net.MemoryBudget;
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

  /** What part of the budget may lie in the free buffers of all stripes. */
  private static final int KEPT_PART = 16;

  private final Stripe[] stripes;
  private final boolean confined;
  private final HttpLimits limits;
  private final MemoryBudget memory;

  /** Buffers for any thread, which nobody counts. */
  public MessageBuffers(HttpLimits limits) {
    this(limits, SHARED_STRIPES, false, MemoryBudget.unlimited());
  }

  private MessageBuffers(HttpLimits limits, int count, boolean confined, MemoryBudget memory) {
    this.limits = limits;
    this.confined = confined;
    this.memory = memory;
    this.stripes = new Stripe[count];
    long kept = memory.bytes() / KEPT_PART / count / limits.bufsize();
    Arrays.setAll(stripes, i -> new Stripe((int) Math.min(KEPT, kept)));
  }

  /** Buffers for the connections of a transport, out of a budget. */
  public static MessageBuffers of(HttpLimits limits, Transport transport, MemoryBudget memory) {
    boolean confined = transport.isConfined();
    return new MessageBuffers(
        limits, confined ? transport.loops() : SHARED_STRIPES, confined, memory);
  }

  /** Buffers that are free. Whoever finds them busy, where they are shared, does without. */
  private static final class Stripe {
    private final AtomicBoolean busy = new AtomicBoolean();
    private final ByteBuffer[] free;
    private int count;

    Stripe(int most) {
      free = new ByteBuffer[most];
    }

    ByteBuffer poll() {
      return count == 0 ? null : free[--count];
    }

    boolean offer(ByteBuffer buffer) {
      if (count == free.length) {
        return false;
      }
      free[count++] = buffer;
      return true;
    }

    ByteBuffer pollShared() {
      if (!busy.compareAndSet(false, true)) {
        return null;
      }
      ByteBuffer buffer = poll();
      busy.set(false);
      return buffer;
    }

    boolean offerShared(ByteBuffer buffer) {
      if (!busy.compareAndSet(false, true)) {
        return false;
      }
      boolean taken = offer(buffer);
      busy.set(false);
      return taken;
    }
  }

  public HttpLimits limits() {
    return limits;
  }

  /**
   * Waits until a message that begins may have a buffer.
   *
   * @param deadline the {@link System#nanoTime()} at which to give up, 0 for never
   * @return false when the deadline has passed
   */
  public boolean awaitRoom(Connection connection, long deadline) {
    return stripe(connection).count > 0
        || memory.awaitRoom(deadline, () -> connection.aborted() || connection.peerClosed());
  }

  /**
   * An empty buffer for a connection. It lies in the heap, as what rules change of a head does:
   * code that sees one kind of buffer only is compiled better.
   */
  public ByteBuffer take(Connection connection) {
    Stripe stripe = stripe(connection);
    ByteBuffer buffer = confined ? stripe.poll() : stripe.pollShared();
    if (buffer != null) {
      return buffer.clear();
    }
    memory.take(limits.bufsize());
    return ByteBuffer.allocate(limits.bufsize());
  }

  /** Takes back what a connection has borrowed. Kept is none that those of other loops wait for. */
  public void give(Connection connection, ByteBuffer buffer) {
    Stripe stripe = stripe(connection);
    boolean kept =
        memory.hasRoom() && (confined ? stripe.offer(buffer) : stripe.offerShared(buffer));
    if (!kept) {
      memory.give(limits.bufsize());
    }
  }

  private Stripe stripe(Connection connection) {
    int loop = connection.loop();
    return stripes[confined ? loop : loop & SHARED_STRIPES - 1];
  }
}
