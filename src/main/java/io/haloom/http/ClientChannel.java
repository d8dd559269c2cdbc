package io.haloom.http;

import io.haloom.net.ConnectionException;
import java.nio.ByteBuffer;

/**
 * A client's connection that carries one request after the other. Between two of them it holds no
 * buffer. One virtual thread at a time.
 */
public interface ClientChannel extends ClientBytes {

  /** Takes bytes that were received elsewhere, before any request is read. */
  void preload(ByteBuffer bytes);

  /**
   * Whether bytes were received that no request has consumed: of a next one, or of a head that
   * could not be read.
   */
  boolean hasBuffered();

  /**
   * Waits until the next request may have a buffer, unless it has one.
   *
   * @param deadline the {@link System#nanoTime()} at which to give up, 0 for never
   * @return false when the deadline has passed
   */
  boolean awaitRoom(long deadline);

  /**
   * Reads the head of the next request.
   *
   * @return its exchange, valid until the next one; null when the stream ended before its first
   *     byte
   * @throws BadMessageException when it is refused, with the status to answer
   */
  ClientExchange next() throws ConnectionException, BadMessageException;

  /**
   * Answers a request that could not be read; nothing else follows.
   *
   * @param reply what is sent, as a message of its own
   */
  void refuse(HttpReply reply) throws ConnectionException;

  /** The same with a message that is sent as it is. */
  void refuse(ByteBuffer message) throws ConnectionException;

  /** Takes what came behind the last head: it belongs to another protocol. */
  ByteBuffer takeBuffered();

  /** What is to be remembered of the message that was just refused. */
  InvalidMessage invalid(BadMessageException e);

  /** What is to be remembered of a request that has passed; null where nothing is wrong with it. */
  InvalidMessage suspicious();

  /**
   * Gives the buffers back unless bytes of a next request are in them. Invalidates the exchange.
   */
  void release();

  /** Gives the buffers back whatever is in them: nothing more is read or sent. */
  void close();

  /**
   * Ends the connection after a last response without losing it: says FIN, and takes what the
   * client is still sending, or else a reset would overtake the response (RFC 9112, section 9.6).
   *
   * @param millis how long to wait for the client's FIN
   */
  void linger(int millis);
}
