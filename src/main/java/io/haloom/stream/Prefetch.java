package io.haloom.stream;

import io.haloom.net.Connection;
import io.haloom.net.ConnectionException;
import io.haloom.net.MemoryBudget;
import java.nio.ByteBuffer;

/** Bytes of the client looked at before a server was there; forwarded first once it is. */
public final class Prefetch {
  /** What a greeting fits into, in general. */
  private static final int FIRST = 2048;

  private final Connection client;
  private final int most;
  private final MemoryBudget memory;
  private int counted;
  private boolean starved;

  /** Always ready to read; appended to by compacting. */
  private ByteBuffer bytes;

  private boolean ended;
  private long lastReceived = System.nanoTime();

  /**
   * @param most how many bytes it may hold
   * @param memory out of which it grows; where that has no room, it is full early
   */
  Prefetch(Connection client, int most, MemoryBudget memory) {
    this.client = client;
    this.most = most;
    this.memory = memory;
    this.bytes = ByteBuffer.allocate(Math.min(FIRST, most)).limit(0);
  }

  /** What was received and not yet consumed; callers may consume by moving the position. */
  public ByteBuffer bytes() {
    return bytes;
  }

  boolean full() {
    return bytes.remaining() == bytes.capacity() && (bytes.capacity() == most || !grows());
  }

  /** Makes room for more where there is memory for it; what did not get it once, never does. */
  private boolean grows() {
    if (starved) {
      return false;
    }
    if (!memory.hasRoom()) {
      starved = true;
      return false;
    }
    memory.take(most - counted);
    counted = most;
    bytes = ByteBuffer.allocate(most).put(bytes).flip();
    return true;
  }

  /** Nothing is looked at any more. */
  void free() {
    memory.give(counted);
    counted = 0;
    starved = true;
  }

  /** True after the client's end of stream. */
  boolean ended() {
    return ended;
  }

  /** {@link System#nanoTime()} of the last bytes, or of the start. */
  long lastReceived() {
    return lastReceived;
  }

  /** Waits for more; does nothing when full or ended. */
  void more() throws ConnectionException {
    if (ended || full()) {
      return;
    }
    bytes.compact();
    try {
      received(client.read(bytes));
    } finally {
      bytes.flip();
    }
  }

  /** Takes what is there without waiting; true when something was, and more may be. */
  public boolean available() throws ConnectionException {
    if (ended || full()) {
      return false;
    }
    bytes.compact();
    try {
      return received(client.readAvailable(bytes));
    } finally {
      bytes.flip();
    }
  }

  private boolean received(int count) {
    ended = count < 0;
    if (count > 0) {
      lastReceived = System.nanoTime();
    }
    return count > 0;
  }
}
