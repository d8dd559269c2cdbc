package io.haloom.log;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Where lines go. Used by one thread. */
interface LogOutput extends AutoCloseable {

  /**
   * Sends one line, its line feed included. May block.
   *
   * @throws IOException where it could not be sent; later lines may be
   */
  void send(ByteBuffer line) throws IOException;

  /** Called when no line is waiting. */
  default void flush() throws IOException {}

  @Override
  void close();
}
