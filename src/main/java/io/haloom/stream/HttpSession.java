package io.haloom.stream;

import io.haloom.http.BadMessageException;
import io.haloom.http.ErrorPages;
import io.haloom.http.Http1Reader;
import io.haloom.http.Http1Side;
import io.haloom.http.Http1Sides;
import io.haloom.http.Http1Writer;
import io.haloom.http.HttpExchange;
import io.haloom.http.Method;
import io.haloom.http.RequestHead;
import io.haloom.model.Option;
import io.haloom.model.ProxyConfig;
import io.haloom.net.Connection;
import io.haloom.net.ConnectionException;
import io.haloom.persist.CookieTransaction;

/**
 * The requests of one client connection in HTTP mode, one after the other: each is read within
 * {@code timeout http-request}, answered, counted and logged; between them the connection waits for
 * {@code timeout http-keep-alive} and holds no buffer.
 */
final class HttpSession {
  /** How long a client that still sends gets to read the last response. */
  static final int LINGER_MILLIS = 1000;

  /** {@code max-session-srv-conns}. */
  private static final int MOST_OWN = 5;

  static final long LINGER_NANOS = LINGER_MILLIS * 1_000_000L;

  private final Session session;
  private final HttpServices services;
  private final SessionLinks own;
  private final Http1Reader reader;
  private final Http1Writer writer;
  private final HttpAccount account;
  private final HttpDial dial;
  private HttpExchange exchange;
  private HttpStream stream;
  private boolean first = true;

  HttpSession(Session session, Http1Sides sides, HttpServices services, ServerLinks links) {
    this.session = session;
    this.services = services;
    this.own = new SessionLinks(MOST_OWN);
    ProxyConfig config = session.frontend().config();
    Http1Side side =
        sides.of(
            config.has(Option.ACCEPT_INVALID_HTTP_REQUEST),
            config.has(Option.H1_CASE_ADJUST_BOGUS_CLIENT));
    this.reader = side.reader(session.client());
    this.writer = side.writer(session.client());
    this.account = new HttpAccount(session, reader, writer);
    this.dial = new HttpDial(links, own, sides);
  }

  Session session() {
    return session;
  }

  Http1Reader reader() {
    return reader;
  }

  HttpServices services() {
    return services;
  }

  HttpAccount account() {
    return account;
  }

  void run() throws ConnectionException {
    try {
      takePrefetched();
      session.persistence(new CookieTransaction());
      while (awaitRequest() && next()) {
        first = false;
      }
    } finally {
      own.close();
      writer.release();
      reader.close();
    }
  }

  /** What came with a PROXY header is the beginning of the first request. */
  private void takePrefetched() {
    Prefetch prefetch = session.prefetchIfAny();
    if (prefetch != null) {
      reader.preload(prefetch.bytes());
      session.dropPrefetch();
    }
  }

  // --- waiting ---------------------------------------------------------------------------------

  /** Sets the time for the next head; waits for its first byte if the connection has been used. */
  private boolean awaitRequest() {
    Connection client = session.client();
    int request = session.frontendTimeouts().httpRequest();
    session.timing().request(-1);
    if (first) {
      session.transaction(new HttpTransaction(true));
      client.deadline(after(session.acceptNanos(), request));
      return true;
    }
    if (!reader.hasBuffered() && !awaitFirstByte(client, request)) {
      return false;
    }
    session.log().requestBegins();
    session.transaction(new HttpTransaction(false));
    client.deadline(after(session.now(), request));
    return true;
  }

  /** False when the client leaves or stays silent, which is no error between two requests. */
  private boolean awaitFirstByte(Connection client, int request) {
    int keepAlive = session.frontendTimeouts().httpKeepAlive();
    reader.release();
    client.deadline(after(session.now(), keepAlive != 0 ? keepAlive : request));
    session.idle(true);
    try {
      client.awaitReadable();
      return true;
    } catch (ConnectionException e) {
      return false;
    } finally {
      session.idle(false);
    }
  }

  /** The time until the request begins is the client's. */
  private void awaitFirstByte() throws ConnectionException {
    if (first && !reader.hasBuffered()) {
      session.client().awaitReadable();
    }
    session.timing().idle(session.elapsedMillis());
  }

  private static long after(long nanos, int millis) {
    return millis == 0 ? 0 : nanos + millis * 1_000_000L;
  }

  // --- one request -----------------------------------------------------------------------------

  /** Reads and answers one request; true when another may follow. */
  private boolean next() throws ConnectionException {
    RequestHead head;
    try {
      awaitFirstByte();
      head = reader.readRequest();
      reader.body().check();
    } catch (BadMessageException e) {
      InvalidMessages.request(session, reader, e);
      boolean truncated = e.kind() == BadMessageException.Kind.TRUNCATED;
      return refuse(truncated ? 'C' : 'P', e.status());
    } catch (ConnectionException e) {
      if (e.kind() != ConnectionException.Kind.TIMEOUT) {
        return vanished(e);
      }
      return isUnworthy() ? silently() : refuse('c', 408);
    }
    if (head == null) {
      return isUnworthy() ? silently() : refuse('C', 400);
    }
    InvalidMessages.passed(session, reader);
    return answer(head);
  }

  /** Nothing came: the end of a used connection, or a probe of {@code http-ignore-probes}. */
  private boolean isUnworthy() {
    boolean probes = session.frontend().config().has(Option.HTTP_IGNORE_PROBES);
    return !reader.hasBuffered() && (!first || probes);
  }

  private boolean silently() {
    session.forgetRequest();
    return false;
  }

  private boolean vanished(ConnectionException e) throws ConnectionException {
    if (isUnworthy() && session.shutdownCause() == 0) {
      return silently();
    }
    throw e;
  }

  /** Answers a request that could not be read. The message goes out as it is. */
  private boolean refuse(char cause, int status) throws ConnectionException {
    session.ending().note(cause, 'R');
    account.requestReceived();
    account.requestFailed();
    try {
      writer.raw(ErrorPages.message(status));
    } finally {
      account.settle(status, false);
    }
    reader.linger(LINGER_MILLIS);
    return false;
  }

  private boolean answer(RequestHead head) throws ConnectionException {
    account.requestReceived();
    session.heard();
    if (head.method() != Method.POST) {
      session.client().deadline(0);
    }
    begin(head);
    try {
      stream.run();
      session.client().deadline(0);
      if (exchange.isPersistent() && reader.body().skip(Long.MAX_VALUE)) {
        return true;
      }
    } catch (BadMessageException e) {
      badBody(e, exchange);
    } catch (ConnectionException e) {
      lateBody(e, exchange);
    } finally {
      account.settle(exchange.status(), true);
    }
    if (!reader.body().isComplete() || reader.hasBuffered()) {
      reader.linger(LINGER_MILLIS);
    }
    return false;
  }

  private void begin(RequestHead head) {
    if (stream == null) {
      exchange = new HttpExchange(head, reader, writer, keepsAlive());
      stream = new HttpStream(this, exchange, dial);
    } else {
      exchange.begin(head, keepsAlive());
    }
    dial.begin(first);
    boolean asToProxy = session.frontend().config().has(Option.HTTP_USE_PROXY_HEADER);
    stream.state().begin(asToProxy && head.isToProxy());
    session.transaction().received(exchange, stream.state(), session.services().tune().keptLine());
  }

  private boolean keepsAlive() {
    return !session.frontend().config().has(Option.HTTPCLOSE)
        && !session.services().runtime().process().stopping();
  }

  private void badBody(BadMessageException e, HttpExchange exchange) throws ConnectionException {
    if (e.kind() == BadMessageException.Kind.TRUNCATED) {
      account.served(exchange);
      return;
    }
    InvalidMessages.body(session, reader, e);
    session.ending().note('P', 'R');
    if (exchange.status() == 0) {
      writer.raw(ErrorPages.message(e.status()));
    }
  }

  /** A body that did not come in time gets its error while nothing else has been sent. */
  private void lateBody(ConnectionException e, HttpExchange exchange) throws ConnectionException {
    if (e.kind() != ConnectionException.Kind.TIMEOUT || exchange.status() != 0) {
      session.watch().failed(e);
      throw e;
    }
    session.client().deadline(0);
    account.served(exchange);
    exchange.makeLast();
    exchange.error(408, null, null);
  }
}
