package io.haloom.http.h2;

import io.haloom.http.BadMessageException;
import io.haloom.http.Headers;
import io.haloom.http.HttpBody;
import io.haloom.http.MessageHead;
import io.haloom.net.ConnectionException;
import java.nio.ByteBuffer;

/** The body of a message: the payload of a stream's DATA frames, and its trailers. */
final class H2Body implements HttpBody {
  private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);

  private final H2Stream stream;
  private final H2Connection of;
  private final int mostHeld;
  private boolean tunnel;

  /** Whether there is none, though the stream goes on. */
  private boolean none;

  /** Bytes that {@link #next} has given. */
  private long taken;

  private boolean cut;

  /** Whether it was found to be over by who takes it. */
  private boolean complete;

  /**
   * @param mostHeld bytes that are waited for before anything is taken
   */
  H2Body(H2Stream stream, H2Connection of, int mostHeld) {
    this.stream = stream;
    this.of = of;
    this.mostHeld = mostHeld;
  }

  /** What comes is of another protocol. */
  void makeTunnel() {
    tunnel = true;
  }

  /** What may come behind the head is no body. */
  void makeNone() {
    none = true;
    complete = true;
  }

  private int queued() {
    if (none) {
      return 0;
    }
    of.lock();
    try {
      return stream.input().queued();
    } finally {
      of.unlock();
    }
  }

  private boolean isEnded() {
    if (none) {
      return true;
    }
    of.lock();
    try {
      return stream.input().isEnded();
    } finally {
      of.unlock();
    }
  }

  @Override
  public boolean isComplete() {
    if (!complete && !tunnel) {
      of.lock();
      try {
        complete = stream.input().isEnded() && stream.input().queued() == 0;
      } finally {
        of.unlock();
      }
    }
    return complete;
  }

  @Override
  public boolean isTunnel() {
    return tunnel;
  }

  @Override
  public boolean hasBuffered() {
    return !tunnel && queued() > 0;
  }

  @Override
  public boolean hasPayload() {
    return hasBuffered();
  }

  @Override
  public void check() {}

  // --- looking without taking ------------------------------------------------------------------

  @Override
  public ByteBuffer peek() {
    if (tunnel || none) {
      return EMPTY;
    }
    of.lock();
    try {
      return stream.input().queued() == 0 ? EMPTY : ByteBuffer.wrap(stream.input().copy());
    } finally {
      of.unlock();
    }
  }

  @Override
  public boolean isReceived() {
    return tunnel || isEnded();
  }

  @Override
  public int payloadReceived() {
    return taken > 0 || tunnel ? 0 : queued() + (isEnded() ? countedEnd() : 0);
  }

  @Override
  public int received() {
    return tunnel ? 0 : queued();
  }

  @Override
  public void await(long atLeast) throws ConnectionException {
    long wanted = atLeast > 0 ? Math.min(atLeast, mostHeld) : mostHeld;
    try {
      stream.awaitInput(wanted);
    } catch (ConnectionException e) {
      cut = e.kind() != ConnectionException.Kind.TIMEOUT;
      throw e;
    }
  }

  @Override
  public boolean isCut() {
    return cut;
  }

  @Override
  public byte[] keep() {
    if (!isReceived()) {
      return null;
    }
    of.lock();
    try {
      return stream.input().copy();
    } finally {
      of.unlock();
    }
  }

  @Override
  public void rewind(MessageHead head, byte[] kept) {
    of.lock();
    try {
      stream.input().putBack(kept);
      complete = false;
      taken = 0;
    } finally {
      of.unlock();
    }
  }

  // --- taking ----------------------------------------------------------------------------------

  @Override
  public ByteBuffer next() throws ConnectionException, BadMessageException {
    if (tunnel || complete) {
      return null;
    }
    ByteBuffer part = stream.next();
    if (part == null) {
      complete = true;
    } else {
      taken += part.remaining();
    }
    return part;
  }

  /** Bytes of it that were taken. */
  long taken() {
    return taken;
  }

  @Override
  public long toPass() {
    return 0;
  }

  @Override
  public void passed(long bytes) {
    throw new IllegalStateException("a stream has no bytes to pass");
  }

  @Override
  public int countedEnd() {
    Headers trailers = trailers();
    if (trailers != null) {
      return trailers.countedLength() + 1;
    }
    return stream.input().hasEndedEmpty() ? 1 : 0;
  }

  @Override
  public Headers trailers() {
    of.lock();
    try {
      return tunnel ? null : stream.input().trailers();
    } finally {
      of.unlock();
    }
  }

  /** What is left of it is nobody's: the stream ends all the same. */
  @Override
  public boolean skip(long most) {
    return isComplete();
  }
}
