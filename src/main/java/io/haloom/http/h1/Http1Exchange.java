package io.haloom.http.h1;

import io.haloom.http.BadMessageException;
import io.haloom.http.Headers;
import io.haloom.http.HttpBody;
import io.haloom.http.InvalidMessage;
import io.haloom.http.MessageSink;
import io.haloom.net.ConnectionException;
import java.nio.ByteBuffer;

/** What the exchanges of both sides are of: a reader and a writer of one connection. */
abstract class Http1Exchange implements MessageSink {
  final Http1Reader reader;
  final Http1Writer writer;

  Http1Exchange(Http1Reader reader, Http1Writer writer) {
    this.reader = reader;
    this.writer = writer;
  }

  public final HttpBody body() {
    return reader.body();
  }

  public final ByteBuffer takeBuffered() {
    return reader.takeBuffered();
  }

  public final InvalidMessage invalid(BadMessageException e) {
    return reader.invalid(e);
  }

  // --- the body that goes out ------------------------------------------------------------------

  @Override
  public final void write(ByteBuffer payload) throws ConnectionException {
    writer.write(payload);
  }

  @Override
  public final int forward(HttpBody from, ByteBuffer first)
      throws ConnectionException, BadMessageException {
    return writer.forward(from, first);
  }

  @Override
  public final boolean isPlain() {
    return writer.isPlain();
  }

  @Override
  public final void flush() throws ConnectionException {
    writer.flush();
  }

  @Override
  public final void end(Headers trailers) throws ConnectionException {
    writer.end(trailers);
  }
}
