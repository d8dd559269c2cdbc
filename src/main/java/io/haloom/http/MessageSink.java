package io.haloom.http;

import io.haloom.net.ConnectionException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;

/** Where the body of a message goes, whatever the version, once its head has been said. */
public interface MessageSink {

  /** Writes payload. */
  void write(ByteBuffer payload) throws ConnectionException;

  /** Writes payload as UTF-8. */
  default void write(CharSequence payload) throws ConnectionException {
    write(StandardCharsets.UTF_8.encode(CharBuffer.wrap(payload)));
  }

  /**
   * Writes what has been received of a body, in one piece where pieces cost.
   *
   * @param first what {@link HttpBody#next} has given
   * @return bytes of payload; 0 where none was there
   */
  int forward(HttpBody body, ByteBuffer first) throws ConnectionException, BadMessageException;

  /** Whether payload goes out as it comes, so that others may send it on the connection. */
  boolean isPlain();

  /** Sends what is waiting. */
  void flush() throws ConnectionException;

  /**
   * Ends the body and sends all.
   *
   * @param trailers null for none
   */
  void end(Headers trailers) throws ConnectionException;

  /** Ends the body without trailers and sends all. */
  default void end() throws ConnectionException {
    end(null);
  }
}
