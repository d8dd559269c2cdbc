package io.haloom.http.h1;

import io.haloom.http.BadMessageException;
import io.haloom.http.Framing;
import io.haloom.http.Headers;
import io.haloom.http.HttpBody;
import io.haloom.http.HttpLimits;
import io.haloom.http.MessageHead;
import io.haloom.http.MessageState;
import io.haloom.net.ConnectionException;
import java.nio.ByteBuffer;

/**
 * The body of one message, as slices of the reader's buffer without the framing: memory is bounded
 * by that buffer whatever the body's length.
 */
final class Http1Body implements HttpBody {
  private final Http1Reader reader;
  private final HttpLimits limits;
  private ChunkDecoder chunks;
  private TrailerParser trailers;
  private ByteBuffer slice;
  private Framing framing = Framing.NONE;
  private long remaining;
  private int origin;
  private boolean inTrailers;

  /** Whether the stream has ended before it, as {@link #await} has found. */
  private boolean cut;

  private boolean taken; // whether next has given bytes of it

  private BodyPeek look;

  Http1Body(Http1Reader reader, HttpLimits limits) {
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
    cut = false;
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

  @Override
  public boolean isComplete() {
    return framing == Framing.NONE;
  }

  @Override
  public boolean isTunnel() {
    return framing == Framing.TUNNEL;
  }

  @Override
  public boolean hasBuffered() {
    return !isComplete() && reader.hasBuffered();
  }

  @Override
  public boolean hasPayload() throws BadMessageException {
    if (!hasBuffered() || framing == Framing.TUNNEL) {
      return false;
    }
    return framing != Framing.CHUNKED || chunk() > 0;
  }

  @Override
  public void check() throws BadMessageException {
    if (framing == Framing.CHUNKED && reader.hasBuffered()) {
      int at = chunks.check(reader.buffer(), reader.start(), reader.end());
      if (chunks.isLast() && at < reader.end()) {
        trailerParser().judge(reader.buffer(), at, reader.end());
      }
      chunks.begin();
    }
  }

  // --- looking without taking ------------------------------------------------------------------

  @Override
  public ByteBuffer peek() throws BadMessageException {
    if (!hasBuffered()) {
      return ByteBuffer.allocate(0);
    }
    if (framing == Framing.CHUNKED) {
      return look().payload();
    }
    return reader.buffer().slice(reader.start(), received()).asReadOnlyBuffer();
  }

  @Override
  public boolean isReceived() {
    try {
      return switch (framing) {
        case NONE, TUNNEL -> true;
        case LENGTH -> received() == remaining;
        case CHUNKED -> reader.hasBuffered() && look().isWhole();
        default -> false;
      };
    } catch (BadMessageException e) {
      return false;
    }
  }

  @Override
  public int payloadReceived() {
    if (taken || isTunnel()) {
      return 0;
    }
    try {
      return peek().remaining() + endReceived();
    } catch (BadMessageException e) {
      return 0;
    }
  }

  private int endReceived() throws BadMessageException {
    return trailersSeen() ? trailers.counted() : 0;
  }

  /** Judges the trailers where the last look has come to the end of a body. */
  private boolean trailersSeen() throws BadMessageException {
    if (framing != Framing.CHUNKED || !hasBuffered() || !look.isWhole()) {
      return false;
    }
    trailerParser().judge(reader.buffer(), look.trailers(), reader.end());
    return true;
  }

  @Override
  public int received() {
    int buffered = hasBuffered() ? reader.end() - reader.start() : 0;
    return framing == Framing.LENGTH ? (int) Math.min(remaining, buffered) : buffered;
  }

  @Override
  public void await(long atLeast) throws ConnectionException, BadMessageException {
    while (!isReceived() && reader.end() < limits.headSize()) {
      if (peek().remaining() >= atLeast && atLeast > 0) {
        return;
      }
      if (!receivesMore()) {
        cut = true;
        return;
      }
    }
    trailersSeen();
  }

  /** A stream that breaks off is cut, too. */
  private boolean receivesMore() throws ConnectionException, BadMessageException {
    try {
      return reader.receiveBody(origin);
    } catch (ConnectionException e) {
      cut = e.kind() != ConnectionException.Kind.TIMEOUT;
      throw e;
    }
  }

  @Override
  public boolean isCut() {
    return cut;
  }

  private BodyPeek look() throws BadMessageException {
    if (look == null) {
      look = new BodyPeek(limits.headSize());
    }
    look.look(reader.buffer(), reader.start(), reader.end());
    return look;
  }

  @Override
  public byte[] keep() {
    if (!isReceived()) {
      return null;
    }
    int length = isTunnel() ? 0 : received();
    if (framing == Framing.CHUNKED) {
      length = look.isWhole() ? look.end() - reader.start() : length;
    }
    byte[] kept = new byte[length];
    if (length > 0) {
      reader.buffer().get(reader.start(), kept);
    }
    return kept;
  }

  @Override
  public void rewind(MessageHead head, byte[] kept) {
    reader.unread(origin, kept);
    begin(head);
  }

  // --- taking ----------------------------------------------------------------------------------

  @Override
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

  @Override
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

  @Override
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
    reader.compactTo(origin);
    trailerParser().begin(reader.buffer(), origin);
    inTrailers = true;
  }

  private TrailerParser trailerParser() {
    if (trailers == null) {
      trailers = new TrailerParser(limits);
    }
    return trailers;
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

  @Override
  public int countedEnd() {
    return inTrailers ? trailers.counted() : 0;
  }

  @Override
  public Headers trailers() {
    return inTrailers ? trailers.headers : null;
  }

  @Override
  public boolean skip(long most) throws ConnectionException, BadMessageException {
    long left = most;
    while (!isComplete() && left >= 0) {
      ByteBuffer part = next();
      if (part == null) {
        return isComplete() || isTunnel();
      }
      left -= part.remaining();
    }
    return isComplete();
  }
}
