package io.haloom.net.jdk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * What was received of a peer before anybody read it: to see a peer leave there is nothing but
 * reading. Guarded by the lock of who reads.
 */
final class ReadAhead {
  private static final int MOST = 16 * 1024;

  /** Null where there is nothing. */
  private ByteBuffer bytes;

  boolean isThere() {
    return bytes != null;
  }

  /** Takes what is there, as much as fits; how many bytes. */
  int take(ByteBuffer into) {
    int n = Math.min(into.remaining(), bytes.remaining());
    into.put(into.position(), bytes, bytes.position(), n);
    into.position(into.position() + n);
    bytes.position(bytes.position() + n);
    if (!bytes.hasRemaining()) {
      bytes = null;
    }
    return n;
  }

  /**
   * Keeps what has come.
   *
   * @return 0 where nothing more has, -1 at the end, more than 0 where there is no room for more
   */
  int fill(SocketChannel from) throws IOException {
    ByteBuffer kept = bytes == null ? ByteBuffer.allocate(MOST) : bytes.compact();
    int n = 1;
    while (n > 0 && kept.hasRemaining()) {
      n = from.read(kept);
    }
    bytes = kept.position() > 0 ? kept.flip() : null;
    return n;
  }

  /** Nobody wants what is there. */
  void drop() {
    bytes = null;
  }
}
