package io.haloom.admin;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * One client's connection. Used and closed by one thread, for a descriptor that another one closed
 * may be somebody else's when it is used next; {@link #end} alone may come from any.
 */
interface AdminChannel extends Closeable {

  /**
   * Waits for bytes.
   *
   * @param timeoutMillis how long at most, 0 for ever
   * @return how many, -1 at the end of the stream, 0 when none came in time
   */
  int read(ByteBuffer into, int timeoutMillis) throws IOException;

  /** What is there now without waiting: as {@link #read}. */
  int readAvailable(ByteBuffer into) throws IOException;

  /**
   * Writes all remaining bytes.
   *
   * @param timeoutMillis how long the client may take nothing, 0 for ever
   * @throws IOException when the client has gone or took nothing for so long
   */
  void write(ByteBuffer from, int timeoutMillis) throws IOException;

  /** Sends the end of the stream. */
  void shutdownOutput();

  /** The descriptor of a UNIX socket, to send others by; -1 where there is none. */
  int descriptor();

  /** Ends the client's stream: who reads, now or later, finds its end. */
  void end();

  @Override
  void close();
}
