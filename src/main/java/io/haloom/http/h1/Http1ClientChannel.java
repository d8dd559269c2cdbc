package io.haloom.http.h1;

import io.haloom.http.BadMessageException;
import io.haloom.http.ClientChannel;
import io.haloom.http.ClientExchange;
import io.haloom.http.HttpReply;
import io.haloom.http.InvalidMessage;
import io.haloom.http.RequestHead;
import io.haloom.http.ResponseHead;
import io.haloom.net.ConnectionException;
import java.nio.ByteBuffer;

/** A client's connection of HTTP/1. */
final class Http1ClientChannel implements ClientChannel {
  private final Http1Reader reader;
  private final Http1Writer writer;
  private final Http1ClientExchange exchange;

  Http1ClientChannel(Http1Reader reader, Http1Writer writer) {
    this.reader = reader;
    this.writer = writer;
    this.exchange = new Http1ClientExchange(reader, writer);
  }

  @Override
  public void preload(ByteBuffer bytes) {
    reader.preload(bytes);
  }

  @Override
  public boolean hasBuffered() {
    return reader.hasBuffered();
  }

  @Override
  public boolean awaitRoom(long deadline) {
    return reader.awaitRoom(deadline);
  }

  @Override
  public ClientExchange next() throws ConnectionException, BadMessageException {
    RequestHead head = reader.readRequest();
    if (head == null) {
      return null;
    }
    reader.body().check();
    exchange.begin(head);
    return exchange;
  }

  @Override
  public void refuse(HttpReply reply) throws ConnectionException {
    ResponseHead head = new ResponseHead();
    head.begin(reply);
    head.dropConnectionOptions();
    writer.head(head).connection(false, true).endHead();
    writer.write(ByteBuffer.wrap(reply.body()));
    writer.end();
  }

  @Override
  public void refuse(ByteBuffer message) throws ConnectionException {
    writer.raw(message);
  }

  @Override
  public ByteBuffer takeBuffered() {
    return reader.takeBuffered();
  }

  @Override
  public InvalidMessage invalid(BadMessageException e) {
    return reader.invalid(e);
  }

  @Override
  public InvalidMessage suspicious() {
    return reader.suspicious();
  }

  @Override
  public long received() {
    return reader.received();
  }

  @Override
  public long consumed() {
    return reader.consumed();
  }

  @Override
  public long written() {
    return writer.written();
  }

  @Override
  public void release() {
    exchange.rest();
    reader.release();
  }

  @Override
  public void close() {
    writer.release();
    reader.close();
  }

  @Override
  public void linger(int millis) {
    reader.linger(millis);
  }
}
