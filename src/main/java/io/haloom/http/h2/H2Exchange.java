package io.haloom.http.h2;

import io.haloom.http.BadMessageException;
import io.haloom.http.Headers;
import io.haloom.http.HttpBody;
import io.haloom.http.MessageSink;
import io.haloom.net.ConnectionException;
import java.nio.ByteBuffer;

/** What the exchanges of both sides are of: a stream that carries a message each way. */
abstract class H2Exchange implements MessageSink {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  final H2Connection of;
  final H2Stream stream;
  final H2Body body;

  /** Whether payload is taken and not sent. */
  private boolean bodiless;

  /** Whether what goes out is of another protocol, whose end is not the message's. */
  private boolean tunnel;

  /** Bytes of heads and payload that were left for sending, as HAProxy counts them. */
  private long written;

  H2Exchange(H2Connection of, H2Stream stream) {
    this.of = of;
    this.stream = stream;
    this.body = new H2Body(stream, of, of.buffers().limits().headSize());
  }

  public final HttpBody body() {
    return body;
  }

  /** What comes behind the message is the stream's, where it is looked for. */
  public final ByteBuffer takeBuffered() {
    return NOTHING;
  }

  final void makeTunnel() {
    tunnel = true;
  }

  final void makeBodiless() {
    bodiless = true;
  }

  final long written() {
    return written;
  }

  final void wrote(int bytes) {
    written += bytes;
  }

  // --- the body that goes out ------------------------------------------------------------------

  @Override
  public final void write(ByteBuffer payload) throws ConnectionException {
    if (bodiless) {
      return;
    }
    written += payload.remaining();
    stream.output().send(payload);
  }

  @Override
  public final int forward(HttpBody from, ByteBuffer first)
      throws ConnectionException, BadMessageException {
    int length = first.remaining();
    write(first);
    return length;
  }

  /** Payload is framed. */
  @Override
  public final boolean isPlain() {
    return false;
  }

  @Override
  public final void flush() throws ConnectionException {
    stream.flush();
  }

  @Override
  public final void end(Headers trailers) throws ConnectionException {
    if (trailers != null && trailers.count() > 0 && !bodiless && !stream.output().isEnded()) {
      of.heads().trailers(stream, trailers);
    } else if (!tunnel) {
      stream.output().end();
    }
    stream.flush();
  }
}
