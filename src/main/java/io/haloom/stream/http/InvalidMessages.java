package io.haloom.stream.http;

import io.haloom.http.BadMessageException;
import io.haloom.http.ClientChannel;
import io.haloom.http.ClientExchange;
import io.haloom.http.InvalidMessage;
import io.haloom.proxy.Backend;
import io.haloom.stream.Stream;
import io.haloom.stream.server.ServerLink;

/** Remembers messages that are not as they should be, for {@code show errors}. */
final class InvalidMessages {
  private InvalidMessages() {}

  /** A request was refused before it was known where it would go. */
  static void request(Stream stream, ClientChannel client, BadMessageException e) {
    if (e.kind() != BadMessageException.Kind.TRUNCATED) {
      request(stream, null, client.invalid(e));
    }
  }

  /** The body of a request turned out to be invalid on its way. */
  static void body(Stream stream, ClientExchange exchange, BadMessageException e) {
    if (e.kind() != BadMessageException.Kind.TRUNCATED) {
      request(stream, stream.backend(), exchange.invalid(e));
    }
  }

  /** A request that has passed, invalid or not. */
  static void passed(Stream stream, ClientChannel client) {
    InvalidMessage message = client.suspicious();
    if (message != null) {
      request(stream, null, message);
    }
  }

  private static void request(Stream stream, Backend backend, InvalidMessage message) {
    if (message == null) {
      return;
    }
    stream
        .services()
        .runtime()
        .captured()
        .request(stream.frontend(), backend, stream.source(), message);
  }

  /** A response was refused. */
  static void response(Stream stream, ServerLink link, BadMessageException e) {
    if (e.kind() != BadMessageException.Kind.TRUNCATED) {
      response(stream, link, link.exchange().invalid(e));
    }
  }

  /** A response that has passed, invalid or not. */
  static void passed(Stream stream, ServerLink link) {
    InvalidMessage message = link.exchange().suspicious();
    if (message != null) {
      response(stream, link, message);
    }
  }

  private static void response(Stream stream, ServerLink link, InvalidMessage message) {
    stream
        .services()
        .runtime()
        .captured()
        .response(stream.backend(), stream.frontend(), link.server(), stream.source(), message);
  }
}
