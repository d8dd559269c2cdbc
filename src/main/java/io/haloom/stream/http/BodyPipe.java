package io.haloom.stream.http;

import io.haloom.http.BadMessageException;
import io.haloom.http.ClientExchange;
import io.haloom.http.HttpBody;
import io.haloom.http.MessageSink;
import io.haloom.net.Connection;
import io.haloom.net.ConnectionException;
import io.haloom.stream.Stream;
import io.haloom.stream.server.ServerLink;
import java.nio.ByteBuffer;

/**
 * The way of a body to where it goes. Every body takes it, of requests, responses, replies and
 * services, so that what looks at bodies has one place to stand in. Where nothing does, it costs
 * nothing: a body that is made here goes straight to its sink, and the kernel may move what is
 * still to come of another from connection to connection.
 */
final class BodyPipe {
  private final Stream stream;
  private final HttpBody body;
  private final Connection from;
  private final MessageSink to;
  private final Connection toConnection;
  private boolean counts = true;

  private BodyPipe(
      Stream stream, HttpBody body, Connection from, MessageSink to, Connection toConnection) {
    this.stream = stream;
    this.body = body;
    this.from = from;
    this.to = to;
    this.toConnection = toConnection;
  }

  /** Of a request to the server that has got its head. */
  static BodyPipe ofRequest(Stream stream, HttpBody body, ServerLink link) {
    return new BodyPipe(stream, body, stream.client(), link.exchange(), link.connection());
  }

  /** Of a server's response to the client that has got its head. */
  static BodyPipe ofResponse(Stream stream, ServerLink link, ClientExchange exchange) {
    HttpBody body = link.exchange().body();
    return new BodyPipe(stream, body, link.connection(), exchange, stream.client());
  }

  /** Where the body of a response that is made here is to be written. */
  static MessageSink ofReply(MessageSink exchange) {
    return exchange;
  }

  /** From here on nothing of it counts. */
  void stopCounting() {
    counts = false;
  }

  /** Forwards what has been received; nothing is waited for, nor sent at once. */
  void received() throws ConnectionException, BadMessageException {
    while (body.hasPayload()) {
      count(to.forward(body, body.next()));
    }
  }

  /** Forwards all up to the end, sending what there is before it waits for more. */
  void rest() throws ConnectionException, BadMessageException {
    for (ByteBuffer part = body.next(); part != null; part = body.next()) {
      count(to.forward(body, part));
      if (!body.isComplete()) {
        to.flush();
        if (to.isPlain()) {
          BodyTransfer.run(stream, body, from, toConnection);
        }
      }
    }
  }

  /** The body is complete: what ends it counts, too. */
  void countEnd() {
    count(body.countedEnd());
  }

  /** Ends a body that is complete, its trailers included, and sends all. */
  void end() throws ConnectionException {
    countEnd();
    to.end(body.trailers());
  }

  private void count(int bytes) {
    if (!counts) {
      return;
    }
    if (from == stream.client()) {
      stream.counters().in(bytes);
    } else {
      stream.counters().out(bytes);
    }
  }
}
