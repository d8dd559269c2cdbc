package io.haloom.http;

import io.haloom.net.Connection;
import io.haloom.net.ConnectionException;
import java.nio.ByteBuffer;

/**
 * The end of a connection after a last message that is not to be lost: says FIN, and takes what the
 * peer is still sending, or else a reset would overtake the message (RFC 9112, section 9.6).
 */
public final class Lingering {
  /** What is thrown away at once; little, for many may be ended together. */
  private static final int DISCARDED = 1024;

  private Lingering() {}

  /**
   * Ends it; all has been sent.
   *
   * @param millis how long to wait for the peer's FIN
   */
  public static void on(Connection connection, int millis) {
    connection.shutdownOutput();
    connection.deadline(System.nanoTime() + millis * 1_000_000L);
    ByteBuffer discarded = ByteBuffer.allocate(DISCARDED);
    try {
      while (connection.read(discarded.clear()) >= 0) {
        // Bounded by the deadline.
        continue;
      }
    } catch (ConnectionException e) {
      // Whatever ends the wait ends the connection.
      return;
    }
  }
}
