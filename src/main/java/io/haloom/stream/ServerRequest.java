package io.haloom.stream;

import io.haloom.http.BadMessageException;
import io.haloom.http.BodyReader;
import io.haloom.http.HeaderName;
import io.haloom.http.Http1Reader;
import io.haloom.http.Http1Writer;
import io.haloom.http.HttpExchange;
import io.haloom.http.RequestHead;
import io.haloom.model.BackendConfig.RetryOn;
import io.haloom.model.Option;
import io.haloom.net.ConnectionException;
import java.util.EnumSet;
import java.util.Set;

/**
 * A request as it is sent to a server, and sent again where its response is not to be had
 * (configuration manual, {@code retry-on}): it can be while all of it was there when it was sent
 * first.
 */
final class ServerRequest {
  private static final Set<RetryOn> RETRY_ON_FAILURE = EnumSet.of(RetryOn.CONN_FAILURE);

  private final Session session;
  private final HttpExchange exchange;
  private final Http1Reader reader;
  private final BodyReader body;
  private Set<RetryOn> retryOn;
  private boolean mayKeep;
  private byte[] kept;
  private boolean begun;
  private boolean repeated;
  private boolean closes;

  ServerRequest(Session session, HttpExchange exchange, Http1Reader reader) {
    this.session = session;
    this.exchange = exchange;
    this.reader = reader;
    this.body = reader.body();
  }

  /**
   * Begins the exchange's request, whose backend is known; sends nothing yet.
   *
   * @param mayRetry whether no rule has forbidden to send it again
   */
  void begin(boolean mayRetry) {
    retryOn = session.backend().config().backend().retry().retryOn();
    mayKeep = mayRetry && !retryOn.equals(RETRY_ON_FAILURE);
    kept = null;
    begun = false;
    repeated = false;
    closes = false;
  }

  /** Whether it can be sent again for this cause. */
  boolean isRepeatable(RetryOn cause) {
    return kept != null && retryOn.contains(cause);
  }

  /** Whether it can be sent again in the place of a response with this status. */
  boolean isRepeatable(int status) {
    return kept != null && retryOn.stream().anyMatch(on -> on.status() == status);
  }

  /** Whether the server's connection ends with this request. */
  boolean closesServer() {
    return closes;
  }

  /**
   * Sends the head and what there is of the body.
   *
   * @return what carries the rest, not started yet; or null where all was sent
   */
  Upload send(ServerLink link) throws ConnectionException {
    prepare();
    RequestHead head = exchange.request();
    Http1Writer writer = link.writer();
    HeaderName serverName = session.backend().config().http().sendNameHeader();
    if (serverName != null) {
      head.headers().remove(serverName);
    }
    try {
      writer.head(head);
      connection(head, writer);
      if (serverName != null && link.server() != null) {
        writer.header(serverName, link.server().name());
      }
      writer.endHead();
      return sendReceived(writer, link);
    } catch (ConnectionException e) {
      if (e.connection() == session.client()) {
        throw e;
      }
      // The server may have answered before it closed.
      return null;
    }
  }

  private void prepare() {
    if (!begun) {
      begun = true;
      closes = exchange.request().dropConnectionOptions() || optionsClose();
      kept = mayKeep ? body.keep() : null;
      return;
    }
    repeated = true;
    if (kept != null && kept.length > 0) {
      body.rewind(exchange.request(), kept);
    }
  }

  private boolean optionsClose() {
    return session.frontend().config().has(Option.HTTPCLOSE)
        || session.backend().config().has(Option.HTTPCLOSE)
        || session.frontend().config().has(Option.HTTP_SERVER_CLOSE)
        || session.backend().config().has(Option.HTTP_SERVER_CLOSE);
  }

  private void connection(RequestHead head, Http1Writer writer) throws ConnectionException {
    boolean tells = closes && !session.backend().config().has(Option.HTTP_PRETEND_KEEPALIVE);
    if (tells == head.isVersion11()) {
      writer.connection(!tells, tells);
    }
  }

  private Upload sendReceived(Http1Writer writer, ServerLink link) throws ConnectionException {
    try {
      while (body.hasPayload()) {
        count(writer.forward(body, body.next()));
      }
      if (body.isComplete()) {
        count(body.countedEnd());
        writer.end(body.trailers());
        return null;
      }
    } catch (BadMessageException e) {
      InvalidMessages.body(session, reader, e);
      session.ending().note('P', 'D');
      link.connection().abort();
      return null;
    }
    writer.flush();
    return new Upload(session, body, link);
  }

  /** What is sent again counts once. */
  private void count(long bytes) {
    if (!repeated) {
      session.traffic().in(bytes);
    }
  }
}
