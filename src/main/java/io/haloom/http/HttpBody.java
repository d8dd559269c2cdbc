package io.haloom.http;

import io.haloom.net.ConnectionException;
import java.nio.ByteBuffer;

/**
 * The body of one message as it is received, whatever the version: parts of payload without the
 * framing. Memory is bounded by the reader's buffer whatever the body's length. One virtual thread
 * at a time.
 */
public interface HttpBody {

  /** True when the whole body, its trailers included, has been read. */
  boolean isComplete();

  /** Whether what follows is no body, but of another protocol. */
  boolean isTunnel();

  /** Whether bytes of the body, or of its framing, have been received and not yet looked at. */
  boolean hasBuffered();

  /** Whether {@link #next()} gives bytes without waiting; goes over framing that has come. */
  boolean hasPayload() throws BadMessageException;

  /**
   * Judges the framing of what has been received, and leaves it to be read.
   *
   * @throws BadMessageException when it is broken
   */
  void check() throws BadMessageException;

  // --- looking without taking ------------------------------------------------------------------

  /** What has been received of a body of which nothing was read yet, without framing; it stays. */
  ByteBuffer peek() throws BadMessageException;

  /** Whether a body of which nothing was read yet has been received to its end. */
  boolean isReceived();

  /** What counts of a body that has been received and not read: payload, {@link #countedEnd()}. */
  int payloadReceived();

  /** Bytes of the body, framing included, that have been received and not yet read. */
  int received();

  /**
   * Waits until the body, or as much as the buffer holds, has been received or the stream has
   * ended.
   *
   * @param atLeast bytes of payload that are enough, 0 for all
   */
  void await(long atLeast) throws ConnectionException, BadMessageException;

  /** Whether {@link #await} has found that the rest will not come. */
  boolean isCut();

  /**
   * Copies a body that has been received to its end as it was sent, so that it can be read again.
   *
   * @return null where it has not been received to its end
   */
  byte[] keep();

  /** Begins the body of the message again, of which {@link #keep} has made a copy. */
  void rewind(MessageHead head, byte[] kept);

  // --- taking ----------------------------------------------------------------------------------

  /**
   * The next bytes of the body. They are valid until the next call, and count as consumed.
   *
   * @return at least one byte, or null at the end of the body
   * @throws BadMessageException when the framing is broken, or the stream ended too early
   */
  ByteBuffer next() throws ConnectionException, BadMessageException;

  /**
   * Bytes of the body that are still to be received and need no looking at: whoever reads them from
   * the connection tells {@link #passed}. {@link Long#MAX_VALUE} for all until the end of the
   * stream, 0 where there are none.
   */
  long toPass();

  /** So many bytes of the body were read from the connection by somebody else. */
  void passed(long bytes);

  /** What HAProxy counts as bytes of the end of a chunked body: its trailers and a mark. */
  int countedEnd();

  /** The trailer fields of a body that is complete; null where it can have none. */
  Headers trailers();

  /**
   * Reads and forgets the rest of the body, so that the connection can carry another message.
   *
   * @param most bytes of payload to read
   * @return whether the body is complete
   */
  boolean skip(long most) throws ConnectionException, BadMessageException;
}
