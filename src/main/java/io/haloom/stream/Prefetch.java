package io.haloom.stream;

import io.haloom.net.Connection;
import io.haloom.net.ConnectionException;
import java.nio.ByteBuffer;

/** Bytes of the client looked at before a server was there; forwarded first once it is. */
final class Prefetch {
  private final Connection client;

  /** Always ready to read; appended to by compacting. */
  private ByteBuffer bytes;

  private boolean ended;
  private long lastReceived = System.nanoTime();

  Prefetch(Connection client, int capacity) {
    this.client = client;
    this.bytes = ByteBuffer.allocate(capacity).limit(0);
  }

  /** What was received and not yet consumed; callers may consume by moving the position. */
  ByteBuffer bytes() {
    return bytes;
  }

  boolean full() {
    return bytes.remaining() == bytes.capacity();
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
  boolean available() throws ConnectionException {
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
