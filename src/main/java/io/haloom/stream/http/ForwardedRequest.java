package io.haloom.stream.http;

import io.haloom.http.BadMessageException;
import io.haloom.http.ClientExchange;
import io.haloom.http.Framing;
import io.haloom.http.HeaderName;
import io.haloom.http.HttpBody;
import io.haloom.http.RequestHead;
import io.haloom.http.ServerExchange;
import io.haloom.model.BackendConfig.RetryOn;
import io.haloom.model.Option;
import io.haloom.net.ConnectionException;
import io.haloom.proxy.count.Counter;
import io.haloom.stream.Stream;
import io.haloom.stream.server.ServerLink;
import java.util.EnumSet;
import java.util.Set;

/**
 * A request as it is sent to a server, and sent again where its response is not to be had
 * (configuration manual, {@code retry-on}): it can be while all of it was there when it was sent
 * first.
 */
final class ForwardedRequest {
  private static final Set<RetryOn> RETRY_ON_FAILURE = EnumSet.of(RetryOn.CONN_FAILURE);

  private final Stream stream;
  private final ClientExchange exchange;
  private final HttpBody body;
  private final Set<RetryOn> retryOn;
  private final boolean mayKeep;
  private byte[] kept;
  private boolean begun;
  private boolean repeated;
  private boolean closes;

  /**
   * Of the exchange's request, whose backend is known; sends nothing yet.
   *
   * @param mayRetry whether no rule has forbidden to send it again
   */
  ForwardedRequest(Stream stream, ClientExchange exchange, boolean mayRetry) {
    this.stream = stream;
    this.exchange = exchange;
    this.body = exchange.body();
    this.retryOn = stream.backendConfig().backend().retry().retryOn();
    this.mayKeep = mayRetry && !retryOn.equals(RETRY_ON_FAILURE);
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
    HeaderName serverName = stream.backendConfig().http().headers().serverName();
    if (serverName != null) {
      head.headers().remove(serverName);
      if (link.server() != null) {
        head.headers().add(serverName, link.server().name());
      }
    }
    ServerExchange server = link.open();
    try {
      server.head(head, isToldLast());
      return sendReceived(server, link);
    } catch (ConnectionException e) {
      if (e.connection() == stream.client()) {
        throw e;
      }
      // The server may have answered before it closed.
      return null;
    }
  }

  private void prepare() {
    if (!begun) {
      begun = true;
      RequestHead head = exchange.request();
      closes = head.dropConnectionOptions() || optionsClose() || isOdd(head);
      kept = mayKeep ? body.keep() : null;
      return;
    }
    repeated = true;
    if (kept != null && kept.length > 0) {
      body.rewind(exchange.request(), kept);
    }
  }

  /** Chunks are not to be trusted with HTTP/1.0 (RFC 9112, section 6.1), nor behind CONNECT. */
  private static boolean isOdd(RequestHead head) {
    return (!head.isVersion11() || head.framing() == Framing.TUNNEL)
        && head.headers().find(HeaderName.TRANSFER_ENCODING) >= 0;
  }

  private boolean optionsClose() {
    return stream.frontendConfig().has(Option.HTTPCLOSE)
        || stream.backendConfig().has(Option.HTTPCLOSE)
        || stream.frontendConfig().has(Option.HTTP_SERVER_CLOSE)
        || stream.backendConfig().has(Option.HTTP_SERVER_CLOSE);
  }

  private boolean isToldLast() {
    return closes && !stream.backendConfig().has(Option.HTTP_PRETEND_KEEPALIVE);
  }

  private Upload sendReceived(ServerExchange server, ServerLink link) throws ConnectionException {
    BodyPipe pipe = BodyPipe.ofRequest(stream, body, link);
    if (repeated) {
      // What is sent again counts once.
      pipe.stopCounting();
    }
    try {
      pipe.received();
      if (body.isComplete()) {
        pipe.end();
        return null;
      }
    } catch (BadMessageException e) {
      InvalidMessages.body(stream, exchange, e);
      stream.counters().countFrontend(Counter.FAILED_REQUESTS, 1);
      stream.termination().note('P', 'H');
      link.connection().abort();
      return null;
    }
    server.flush();
    return new Upload(stream, pipe, link);
  }
}
