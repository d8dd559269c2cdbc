package io.haloom.stream;

import io.haloom.http.BadMessageException;
import io.haloom.http.Http1Reader;
import io.haloom.http.InvalidMessage;
import io.haloom.proxy.Backend;

/** Remembers messages that are not as they should be, for {@code show errors}. */
final class InvalidMessages {
  private InvalidMessages() {}

  /** A request was refused before it was known where it would go. */
  static void request(Session session, Http1Reader reader, BadMessageException e) {
    if (e.kind() != BadMessageException.Kind.TRUNCATED) {
      request(session, null, reader.invalid(e));
    }
  }

  /** The body of a request turned out to be invalid on its way. */
  static void body(Session session, Http1Reader reader, BadMessageException e) {
    if (e.kind() != BadMessageException.Kind.TRUNCATED) {
      request(session, session.backend(), reader.invalid(e));
    }
  }

  /** A request that has passed, invalid or not. */
  static void passed(Session session, Http1Reader reader) {
    InvalidMessage message = reader.suspicious();
    if (message != null) {
      request(session, null, message);
    }
  }

  private static void request(Session session, Backend backend, InvalidMessage message) {
    session
        .services()
        .runtime()
        .captured()
        .request(session.frontend(), backend, session.source(), message);
  }

  /** A response was refused. */
  static void response(Session session, ServerLink link, BadMessageException e) {
    if (e.kind() != BadMessageException.Kind.TRUNCATED) {
      response(session, link, link.reader().invalid(e));
    }
  }

  /** A response that has passed, invalid or not. */
  static void passed(Session session, ServerLink link) {
    InvalidMessage message = link.reader().suspicious();
    if (message != null) {
      response(session, link, message);
    }
  }

  private static void response(Session session, ServerLink link, InvalidMessage message) {
    session
        .services()
        .runtime()
        .captured()
        .response(session.backend(), session.frontend(), link.server(), session.source(), message);
  }
}
