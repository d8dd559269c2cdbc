package io.haloom.stream.http;

import io.haloom.http.BadMessageException;
import io.haloom.model.BackendConfig.RetryOn;
import io.haloom.net.ConnectionException;
import io.haloom.proxy.count.Counter;
import io.haloom.proxy.state.Observation;
import io.haloom.stream.Stream;

/** What a server's answers, or the lack of them, add to its figures and tell of its health. */
final class ServerFigures {
  private ServerFigures() {}

  /** Server health as traffic shows it ({@code observe layer7}). */
  static void answered(Stream stream, int status) {
    if (stream.server() != null) {
      boolean good = status < 500 || status == 501 || status == 505;
      stream.server().observed(good ? Observation.HTTP_OK : Observation.HTTP_STATUS);
    }
  }

  /** HAProxy counts a reset twice: as a failure to read, and as no response. */
  static void unread(Stream stream, ConnectionException.Kind kind) {
    if (kind == ConnectionException.Kind.RESET) {
      stream.counters().countServerSide(Counter.FAILED_RESPONSES);
    }
  }

  /**
   * There is no response.
   *
   * @param retryOn which condition of {@code retry-on} that is
   */
  static void failed(Stream stream, RetryOn retryOn) {
    stream.counters().countServerSide(Counter.FAILED_RESPONSES);
    observed(stream, retryOn);
  }

  /** What that tells of the server's health, be it asked again or not. */
  static void observed(Stream stream, RetryOn retryOn) {
    if (stream.server() != null) {
      stream
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
  static void broken(Stream stream, BadMessageException.Kind kind) {
    if (stream.termination().note('S', 'D')) {
      if (kind == BadMessageException.Kind.TRUNCATED) {
        stream.counters().count(Counter.SERVER_ABORTS, 1);
      }
      stream.counters().countServerSide(Counter.FAILED_RESPONSES);
    }
  }
}
