package io.haloom.http;

import io.haloom.net.ConnectionException;
import java.nio.ByteBuffer;

/**
 * The body of one message, as slices of the reader's buffer without the framing: memory is bounded
 * by that buffer whatever the body's length.
 */
public final class BodyReader {
  private final Http1Reader reader;
  private final HttpLimits limits;
  private ChunkDecoder chunks;
  private TrailerParser trailers;
  private ByteBuffer slice;
  private Framing framing = Framing.NONE;
  private long remaining;
  private int origin;
  private boolean inTrailers;

  /** Whether {@link #next} has given bytes of it. */
  private boolean taken;

  /** The body of a message that has none. */
  public static final BodyReader NONE = new BodyReader(null, null);

  private BodyPeek look;

  BodyReader(Http1Reader reader, HttpLimits limits) {
    this.reader = reader;
    this.limits = limits;
  }

  /** There is no body before its head has been read. */
  void reset() {
    framing = Framing.NONE;
    inTrailers = false;
    origin = 0;
    if (chunks != null) {
      chunks.begin();
    }
  }

  void begin(MessageHead head) {
    framing = head.framing();
    remaining = head.contentLength();
    origin = reader.start();
    taken = false;
    inTrailers = false;
    if (framing == Framing.CHUNKED) {
      if (chunks == null) {
        chunks = new ChunkDecoder(limits.headSize());
      }
      chunks.begin();
    }
  }

  /** Offset in the reader's buffer of the first byte behind the head. */
  int origin() {
    return origin;
  }

  boolean isInTrailers() {
    return inTrailers;
  }

  /** Payload bytes of the current chunk that are to come. */
  long chunkRemaining() {
    return chunks == null ? 0 : chunks.remaining();
  }

  /** Payload bytes of the chunks so far. */
  long chunkTotal() {
    return chunks == null ? 0 : chunks.total();
  }

  /** True when the whole body, its trailers included, has been read. */
  public boolean isComplete() {
    return framing == Framing.NONE;
  }

  /** Whether bytes of the body, or of its framing, have been received and not yet looked at. */
  public boolean hasBuffered() {
    return !isComplete() && reader.hasBuffered();
  }

  /** Whether {@link #next()} gives bytes without waiting; goes over framing that has come. */
  public boolean hasPayload() throws BadMessageException {
    if (!hasBuffered()) {
      return false;
    }
    return framing != Framing.CHUNKED || chunk() > 0;
  }

  /**
   * Judges the framing of what has been received, and leaves it to be read.
   *
   * @throws BadMessageException when it is broken
   */
  public void check() throws BadMessageException {
    if (framing == Framing.CHUNKED && reader.hasBuffered()) {
      chunks.check(reader.buffer(), reader.start(), reader.end());
      chunks.begin();
    }
  }

  // --- looking without taking ------------------------------------------------------------------

  /**
   * What has been received of a body of which nothing was read yet, framing left out; it stays to
   * be read.
   */
  public ByteBuffer peek() throws BadMessageException {
    if (!hasBuffered()) {
      return ByteBuffer.allocate(0);
    }
    if (framing == Framing.CHUNKED) {
      return look().payload();
    }
    return reader.buffer().slice(reader.start(), received()).asReadOnlyBuffer();
  }

  /** Whether a body of which nothing was read yet has been received to its end. */
  public boolean isReceived() {
    try {
      return switch (framing) {
        case NONE -> true;
        case LENGTH -> received() == remaining;
        case CHUNKED -> reader.hasBuffered() && look().isWhole();
        default -> false;
      };
    } catch (BadMessageException e) {
      return false;
    }
  }

  /** Bytes of payload that have been received of a body of which nothing was read yet. */
  public int payloadReceived() {
    if (taken) {
      return 0;
    }
    try {
      return peek().remaining();
    } catch (BadMessageException e) {
      return 0;
    }
  }

  /** Bytes of the body, framing included, that have been received and not yet read. */
  public int received() {
    if (!hasBuffered()) {
      return 0;
    }
    int buffered = reader.end() - reader.start();
    return framing == Framing.LENGTH ? (int) Math.min(remaining, buffered) : buffered;
  }

  /**
   * Waits until the body has been received to its end, or so much of it as the buffer holds, or the
   * stream has ended.
   *
   * @param atLeast bytes of payload that are enough, 0 for all
   */
  public void await(long atLeast) throws ConnectionException, BadMessageException {
    while (!isReceived() && reader.end() < limits.headSize()) {
      if (atLeast > 0 && peek().remaining() >= atLeast || !reader.receiveBody(origin)) {
        return;
      }
    }
  }

  private BodyPeek look() throws BadMessageException {
    if (look == null) {
      look = new BodyPeek(limits.headSize());
    }
    look.look(reader.buffer(), reader.start(), reader.end());
    return look;
  }

  /**
   * Copies a body that has been received to its end as it was sent, so that it can be read again.
   *
   * @return null where it has not been received to its end
   */
  public byte[] keep() {
    if (!isReceived()) {
      return null;
    }
    int length = received();
    if (framing == Framing.CHUNKED) {
      length = look.isWhole() ? look.end() - reader.start() : length;
    }
    byte[] kept = new byte[length];
    if (length > 0) {
      reader.buffer().get(reader.start(), kept);
    }
    return kept;
  }

  /** Begins the body of the message again, of which {@link #keep} has made a copy. */
  public void rewind(MessageHead head, byte[] kept) {
    reader.unread(origin, kept);
    begin(head);
  }

  // --- taking ----------------------------------------------------------------------------------

  /**
   * The next bytes of the body. They are valid until the next call, and count as consumed.
   *
   * @return a slice with at least one byte, or null at the end of the body
   * @throws BadMessageException when the framing is broken, or the stream ended too early
   */
  public ByteBuffer next() throws ConnectionException, BadMessageException {
    while (true) {
      switch (framing) {
        case NONE, TUNNEL -> {
          return null;
        }
        case CHUNKED -> {
          long payload = chunk();
          if (payload > 0) {
            return take(payload);
          }
          if (isComplete()) {
            return null;
          }
        }
        default -> {
          if (reader.hasBuffered()) {
            return take(framing == Framing.LENGTH ? remaining : Long.MAX_VALUE);
          }
        }
      }
      if (!reader.receiveBody(origin)) {
        if (framing != Framing.CLOSE) {
          throw early();
        }
        framing = Framing.NONE;
      }
    }
  }

  /**
   * Bytes of the body that are still to be received and need no looking at: whoever reads them from
   * the connection tells {@link #passed}. {@link Long#MAX_VALUE} for all until the end of the
   * stream, 0 where there are none.
   */
  public long toPass() {
    if (reader.hasBuffered()) {
      return 0;
    }
    return switch (framing) {
      case LENGTH -> remaining;
      case CLOSE -> Long.MAX_VALUE;
      default -> 0;
    };
  }

  /** So many bytes of the body were read from the connection by somebody else. */
  public void passed(long bytes) {
    if (framing == Framing.LENGTH) {
      remaining -= bytes;
      if (remaining == 0) {
        framing = Framing.NONE;
      }
    }
  }

  /** Goes over chunk framing; the payload bytes of the current chunk that are still to come. */
  private long chunk() throws BadMessageException {
    if (!inTrailers) {
      int at = chunks.skip(reader.buffer(), reader.start(), reader.end());
      reader.consumeTo(at);
      if (!chunks.isLast()) {
        return reader.hasBuffered() ? chunks.remaining() : 0;
      }
      beginTrailers();
    }
    int room = Math.min(origin + limits.headSize(), reader.buffer().capacity());
    if (trailers.parse(Math.min(reader.end(), room))) {
      reader.consumeTo(trailers.next());
      framing = Framing.NONE;
    } else if (reader.end() >= room) {
      throw trailers.tooLarge();
    }
    return 0;
  }

  /** Trailers are parsed in place, so they begin where there is the most room. */
  private void beginTrailers() {
    if (trailers == null) {
      trailers = new TrailerParser(limits);
    }
    reader.compactTo(origin);
    trailers.begin(reader.buffer(), origin);
    inTrailers = true;
  }

  private ByteBuffer take(long most) {
    int from = reader.start();
    int length = (int) Math.min(most, reader.end() - from);
    reader.consumeTo(from + length);
    if (framing == Framing.LENGTH) {
      remaining -= length;
      if (remaining == 0) {
        framing = Framing.NONE;
      }
    } else if (framing == Framing.CHUNKED) {
      chunks.taken(length);
    }
    taken = true;
    if (slice == null || slice.array() != reader.buffer().array()) {
      slice = reader.buffer().duplicate();
    }
    return slice.limit(from + length).position(from);
  }

  private BadMessageException early() {
    if (framing == Framing.CHUNKED) {
      return inTrailers ? trailers.truncated() : chunks.truncated();
    }
    return new BadMessageException(BadMessageException.Kind.TRUNCATED, 400, 0, MessageState.DATA);
  }

  /** What HAProxy counts as bytes of the end of a chunked body: its trailers and a mark. */
  public int countedEnd() {
    if (!inTrailers) {
      return 0;
    }
    Headers fields = trailers.headers;
    return fields.count() == 0 ? 1 : 1 + fields.countedLength();
  }

  /** The trailer fields of a chunked body that is complete; null when there was no such body. */
  public Headers trailers() {
    return inTrailers ? trailers.headers : null;
  }

  /**
   * Reads the whole body.
   *
   * @param most bytes that may be kept
   * @return the body, or null when it is longer, and then it is not read to its end
   */
  public byte[] readAll(int most) throws ConnectionException, BadMessageException {
    ByteBuffer all = ByteBuffer.allocate(most);
    for (ByteBuffer part = next(); part != null; part = next()) {
      if (part.remaining() > all.remaining()) {
        return null;
      }
      all.put(part);
    }
    byte[] body = new byte[all.position()];
    all.get(0, body);
    return body;
  }

  /**
   * Reads and forgets the rest of the body, so that the connection can carry another message.
   *
   * @param most bytes of payload to read
   * @return whether the body is complete
   */
  public boolean skip(long most) throws ConnectionException, BadMessageException {
    long left = most;
    while (!isComplete() && left >= 0) {
      ByteBuffer part = next();
      if (part == null) {
        return isComplete();
      }
      left -= part.remaining();
    }
    return isComplete();
  }
}
