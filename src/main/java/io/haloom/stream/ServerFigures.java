package io.haloom.stream;

import io.haloom.http.BadMessageException;
import io.haloom.model.BackendConfig.RetryOn;
import io.haloom.net.ConnectionException;
import io.haloom.proxy.Counter;
import io.haloom.proxy.Observation;

/** What a server's answers, or the lack of them, add to its figures and tell of its health. */
final class ServerFigures {
  private ServerFigures() {}

  /** Server health as traffic shows it ({@code observe layer7}). */
  static void answered(Session session, int status) {
    if (session.server() != null) {
      boolean good = status < 500 || status == 501 || status == 505;
      session.server().observed(good ? Observation.HTTP_OK : Observation.HTTP_STATUS);
    }
  }

  /** HAProxy counts a reset twice: as a failure to read, and as no response. */
  static void unread(Session session, ConnectionException.Kind kind) {
    if (kind == ConnectionException.Kind.RESET) {
      session.traffic().countServerSide(Counter.FAILED_RESPONSES);
    }
  }

  /**
   * There is no response.
   *
   * @param retryOn which condition of {@code retry-on} that is
   */
  static void failed(Session session, RetryOn retryOn) {
    session.traffic().countServerSide(Counter.FAILED_RESPONSES);
    if (session.server() != null) {
      session
          .server()
          .observed(
              switch (retryOn) {
                case RESPONSE_TIMEOUT -> Observation.HTTP_READ_TIMEOUT;
                case EMPTY_RESPONSE -> Observation.HTTP_BROKEN_PIPE;
                default -> Observation.HTTP_HEADERS;
              });
    }
  }

  /** The body of a response ended too early, or was none. */
  static void broken(Session session, BadMessageException.Kind kind) {
    char cause = kind == BadMessageException.Kind.TRUNCATED ? 'S' : 'P';
    if (session.ending().note(cause, 'D')) {
      session.traffic().count(Counter.SERVER_ABORTS, 1);
      session.traffic().countServerSide(Counter.FAILED_RESPONSES);
    }
  }
}
