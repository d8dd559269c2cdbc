package io.haloom.stream.http;

import io.haloom.http.BadMessageException;
import io.haloom.http.Carried;
import io.haloom.http.ClientChannel;
import io.haloom.http.ClientExchange;
import io.haloom.http.ErrorPages;
import io.haloom.http.HttpProtocol;
import io.haloom.http.HttpReply;
import io.haloom.model.Option;
import io.haloom.model.ProxyConfig;
import io.haloom.net.Connection;
import io.haloom.net.ConnectionException;
import io.haloom.persist.CookieTransaction;
import io.haloom.proxy.Http1Counts;
import io.haloom.stream.HttpTransaction;
import io.haloom.stream.Prefetch;
import io.haloom.stream.Session;
import io.haloom.stream.Stream;
import io.haloom.stream.server.HttpDial;
import io.haloom.stream.server.ServerLinks;
import io.haloom.stream.server.SessionLinks;
import java.nio.ByteBuffer;

/**
 * The requests of one client connection in HTTP mode, one after the other: each is read within
 * {@code timeout http-request}, answered, counted and logged; between them the connection waits for
 * {@code timeout http-keep-alive} and holds no buffer. The numbers are the steps of {@link
 * HttpStream}.
 */
final class HttpSession implements Carried {
  /** How long a client that still sends gets to read the last response. */
  static final int LINGER_MILLIS = 1000;

  /** {@code max-session-srv-conns}. */
  static final int MOST_OWN = 5;

  static final long LINGER_NANOS = LINGER_MILLIS * 1_000_000L;

  private final Session session;
  private final HttpServices services;
  private final SessionLinks own;
  private final ClientChannel client;
  private final Http1Counts counts;
  private final CookieTransaction cookies = new CookieTransaction();
  private final ServerLinks links;
  private final HttpProtocol protocol;
  private HttpAccount account;
  private boolean first = true;

  /** Whether the connection is counted as one that is open, and as one that has a request. */
  private boolean open;

  private boolean begun;
  private long headDeadline;

  /** Null but where the client speaks HTTP/2. */
  private ByteBuffer preface;

  HttpSession(Session session, HttpProtocol protocol, HttpServices services, ServerLinks links) {
    this.session = session;
    this.services = services;
    this.links = links;
    this.protocol = protocol;
    this.own = new SessionLinks(MOST_OWN);
    this.counts = session.frontend().http1();
    ProxyConfig config = session.config();
    this.client =
        protocol.client(
            session.client(),
            new HttpProtocol.Manner(
                config.has(Option.ACCEPT_INVALID_HTTP_REQUEST),
                config.has(Option.H1_CASE_ADJUST_BOGUS_CLIENT)),
            this);
  }

  /**
   * Runs to the end of the connection.
   *
   * @return what has come where the client speaks HTTP/2, from its preface on; or else null
   */
  ByteBuffer run() throws ConnectionException {
    open = true;
    counts.opened(session.stripe());
    try {
      takePrefetched();
      while (awaitRequest() && next()) {
        over();
        first = false;
      }
      return preface;
    } finally {
      closed();
      own.close();
      client.close();
    }
  }

  /** What came with a PROXY header is the beginning of the first request. */
  private void takePrefetched() {
    Prefetch prefetch = session.prefetchIfAny();
    if (prefetch != null) {
      if (session.upgrade() == null) {
        received(session.client(), prefetch.bytes().remaining());
      }
      client.preload(prefetch.bytes());
      session.dropPrefetch();
    }
  }

  // --- waiting ---------------------------------------------------------------------------------

  /** Sets the time for the next head; waits for its first byte if the connection has been used. */
  private boolean awaitRequest() {
    int request = session.frontendTimeouts().http().request();
    if (first) {
      begin(session.stream().acceptNanos(), request);
      return true;
    }
    if (!client.hasBuffered() && !awaitFirstByte(request)) {
      return false;
    }
    session.requestBegins();
    begin(session.now(), request);
    return true;
  }

  /** The session's stream is a request's, which may not have come yet. */
  private void begin(long nanos, int request) {
    Stream stream = session.stream();
    stream.timing().request(-1);
    stream.transaction(new HttpTransaction(first));
    stream.persistence(cookies);
    account = new HttpAccount(stream, client);
    beginsAt(nanos, request);
  }

  /** Limits the next head; also how long it may wait for a buffer. */
  private void beginsAt(long nanos, int request) {
    headDeadline = after(nanos, request);
    session.client().deadline(headDeadline);
    if (headDeadline == 0) {
      headDeadline = after(nanos, session.frontendTimeouts().client());
    }
  }

  /** False when the client leaves or stays silent, which is no error between two requests. */
  private boolean awaitFirstByte(int request) {
    Connection connection = session.client();
    int keepAlive = session.frontendTimeouts().http().keepAlive();
    // Nothing of the request before is kept while there is none.
    account = null;
    client.release();
    connection.deadline(after(session.now(), keepAlive != 0 ? keepAlive : request));
    session.idle(true);
    try {
      connection.awaitReadable();
      return true;
    } catch (ConnectionException e) {
      return false;
    } finally {
      session.idle(false);
    }
  }

  /** The time until the request begins is the client's. */
  private void awaitFirstByte() throws ConnectionException {
    if (first && !client.hasBuffered()) {
      session.client().awaitReadable();
    }
    session.stream().timing().idle(session.stream().elapsedMillis());
  }

  private static long after(long nanos, int millis) {
    return millis == 0 ? 0 : nanos + millis * 1_000_000L;
  }

  // --- what is counted -------------------------------------------------------------------------

  @Override
  public void begun(Connection on) {
    begun = true;
    counts.begun(session.stripe());
  }

  @Override
  public void received(Connection on, int bytes) {
    counts.received(on, bytes);
  }

  @Override
  public void sent(Connection on, int bytes) {
    counts.sent(on, bytes);
  }

  private void over() {
    if (begun) {
      begun = false;
      counts.over(session.stripe());
    }
  }

  /** A client that may read the last response is not counted any more. */
  private void closed() {
    over();
    if (open) {
      open = false;
      counts.closed(session.stripe());
    }
  }

  // --- one request -----------------------------------------------------------------------------

  /** Reads and answers one request; true when another may follow. */
  private boolean next() throws ConnectionException {
    ClientExchange exchange;
    try {
      awaitFirstByte();
      if (!client.awaitRoom(headDeadline)) {
        return refuse('R', 500);
      }
      exchange = client.next(); // 3
    } catch (BadMessageException e) {
      if (e.kind() == BadMessageException.Kind.PREFACE && mayGoOver()) {
        preface = client.takeBuffered();
        return false;
      }
      InvalidMessages.request(session.stream(), client, e);
      boolean truncated = e.kind() == BadMessageException.Kind.TRUNCATED;
      return refuse(truncated ? 'C' : 'P', e.status());
    } catch (ConnectionException e) {
      if (e.kind() != ConnectionException.Kind.TIMEOUT) {
        return vanished(e);
      }
      return isUnworthy() ? silently() : refuse('c', 408);
    }
    if (exchange == null) {
      return isUnworthy() ? silently() : refuse('C', 400);
    }
    InvalidMessages.passed(session.stream(), client);
    return answer(exchange);
  }

  /** Nothing came: the end of a used connection, or a probe of {@code http-ignore-probes}. */
  private boolean isUnworthy() {
    boolean probes = session.config().has(Option.HTTP_IGNORE_PROBES);
    return !client.hasBuffered() && (!first || probes);
  }

  private boolean silently() {
    session.nextStream();
    return false;
  }

  private boolean vanished(ConnectionException e) throws ConnectionException {
    if (session.shutdownCause() != 0) {
      throw e;
    }
    if (isUnworthy()) {
      return silently();
    }
    refused('C');
    account.settle(400, false);
    return false;
  }

  /** Answers a request that could not be read. */
  private boolean refuse(char cause, int status) throws ConnectionException {
    refused(cause);
    try {
      sayRefused(status);
    } finally {
      account.settle(status, false);
    }
    linger();
    return false;
  }

  private boolean mayGoOver() {
    return first && session.proto() == null && !session.config().has(Option.DISABLE_H2_UPGRADE);
  }

  private void refused(char cause) {
    session.stream().termination().note(cause, 'R');
    account.requestReceived();
    account.requestFailed();
  }

  private void linger() {
    closed();
    client.linger(LINGER_MILLIS);
  }

  /** Sends the frontend's error file, which may be empty, or the default message as it is. */
  private void sayRefused(int status) throws ConnectionException {
    HttpReply file = session.config().http().errors().file(status);
    if (file == null) {
      client.refuse(ErrorPages.message(status));
    } else if (!file.isSilent()) {
      client.refuse(file);
    }
  }

  private boolean answer(ClientExchange exchange) throws ConnectionException {
    account.requestReceived();
    session.heard();
    session.client().deadline(0);
    Stream stream = session.stream();
    if (!keepsAlive()) {
      exchange.makeLast();
    }
    HttpStream request = new HttpStream(stream, services, exchange, account, dial());
    try {
      request.run(); // 4 to 10
      if (exchange.isPersistent() && exchange.body().skip(Long.MAX_VALUE)) {
        return true;
      }
    } catch (BadMessageException e) {
      badBody(e, stream, exchange);
    } catch (ConnectionException e) {
      request.lateBody(e);
    } finally {
      account.settle(exchange.status(), true); // 11
    }
    if (!exchange.body().isComplete() || client.hasBuffered()) {
      linger();
    }
    return false;
  }

  private HttpDial dial() {
    return new HttpDial(links, own, session.services().http(), first);
  }

  private boolean keepsAlive() {
    return !session.config().has(Option.HTTPCLOSE)
        && !session.services().runtime().process().stopping();
  }

  private void badBody(BadMessageException e, Stream stream, ClientExchange exchange)
      throws ConnectionException {
    if (e.kind() == BadMessageException.Kind.TRUNCATED) {
      account.served(exchange);
      return;
    }
    InvalidMessages.body(stream, exchange, e);
    stream.termination().note('P', 'R');
    if (exchange.status() == 0) {
      exchange.raw(ErrorPages.message(e.status()));
    }
  }
}
