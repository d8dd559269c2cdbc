package io.haloom.stream;

import io.haloom.http.BadMessageException;
import io.haloom.http.Headers;
import io.haloom.http.Http1Reader;
import io.haloom.http.HttpExchange;
import io.haloom.http.Method;
import io.haloom.model.BalanceConfig.Algorithm;
import io.haloom.model.Option;
import io.haloom.model.ProxyConfig;
import io.haloom.net.ConnectionException;
import io.haloom.persist.CookieTransaction;
import io.haloom.proxy.Backend;
import io.haloom.rule.Verdict;

/**
 * A request in HTTP mode, one after the other of a connection. Its way, by its phases, from when
 * its head has been read:
 *
 * <ol>
 *   <li>{@code tcp-request content} of the frontend: {@link ContentRules}
 *   <li>{@code monitor-uri}, captures, {@code option http-buffer-request}
 *   <li>the frontend's {@code http-request} rules, statistics, redirections: {@link
 *       HttpRequestRules}
 *   <li>backend: {@code use_backend}, {@code default_backend}; then the same of the backend
 *   <li>what the server is told beside the request: unique identifier, addresses
 *   <li>server, connect, request, response: {@link HttpForward}
 * </ol>
 */
final class HttpStream {
  private final Session session;
  private final HttpExchange exchange;
  private final Http1Reader reader;
  private final HttpServices services;
  private final HttpRuleState state;
  private final HttpReplies replies;
  private final HttpRequestRules rules;
  private final HttpAccount account;
  private final CookieTransaction cookies;
  private final HttpExchange.HeadFilter afterResponse;
  private final HttpForward forward;

  HttpStream(HttpSession client, HttpExchange exchange, HttpDial dial) {
    this.session = client.session();
    this.reader = client.reader();
    this.services = client.services();
    this.account = client.account();
    this.exchange = exchange;
    this.state = new HttpRuleState(session, exchange, reader.body());
    this.replies = new HttpReplies(session, exchange, state);
    this.cookies = session.persistence();
    this.rules = new HttpRequestRules(session, state, replies);
    this.afterResponse = replies::passes;
    this.forward = new HttpForward(this, dial);
  }

  Session session() {
    return session;
  }

  HttpExchange exchange() {
    return exchange;
  }

  Http1Reader reader() {
    return reader;
  }

  HttpReplies replies() {
    return replies;
  }

  HttpRuleState state() {
    return state;
  }

  void run() throws ConnectionException, BadMessageException {
    ProxyConfig frontend = session.frontend().config();
    beginCookies(frontend);
    account.requestCounted(exchange.request());
    if (!passContent(frontend) || !received(frontend) || !pass(frontend)) { // 1 to 3
      return;
    }
    Backend backend = BackendChoice.of(session); // 4
    if (backend == null) {
      session.timing().request(session.elapsedMillis());
      session.ending().note('S', 'C');
      replies.error(503);
      return;
    }
    BackendChoice.enter(session, backend);
    account.enterBackend(backend);
    cookies.enter(backend, session.context());
    try {
      if (backend.config() == frontend || passContent(backend.config()) && passBackend(backend)) {
        forward();
      }
    } finally {
      account.leaveBackend(backend);
    }
  }

  private void beginCookies(ProxyConfig frontend) {
    Backend own = session.services().runtime().backend(frontend.name());
    cookies.begin(exchange.request().method(), frontend.http().captures().cookie(), own);
  }

  private boolean passContent(ProxyConfig proxy) throws ConnectionException {
    if (ContentRules.allow(session, proxy)) {
      return true;
    }
    replies.nothing();
    return false;
  }

  private boolean received(ProxyConfig frontend) throws ConnectionException {
    if (!rules.passMonitor()) {
      return false;
    }
    HttpCaptures.request(session, exchange.request().headers());
    return buffered(frontend);
  }

  private boolean passBackend(Backend backend) throws ConnectionException, BadMessageException {
    boolean buffersOnlyNow = !session.frontend().config().has(Option.HTTP_BUFFER_REQUEST);
    return (!buffersOnlyNow || buffered(backend.config())) && pass(backend.config());
  }

  /** {@code option http-buffer-request}; false when the body did not come, and was answered for. */
  private boolean buffered(ProxyConfig proxy) throws ConnectionException {
    return !proxy.has(Option.HTTP_BUFFER_REQUEST) || rules.goesOn(awaitBody(proxy));
  }

  private Verdict awaitBody(ProxyConfig proxy) {
    return state.waitForBody(proxy.timeouts().httpRequest(), 0);
  }

  /** {@code balance url_param} finds its parameter in a form, too. */
  private boolean looksIntoBody() {
    Algorithm algorithm = session.backend().config().backend().balance().algorithm();
    return algorithm == Algorithm.URL_PARAM && exchange.request().method() == Method.POST;
  }

  private boolean pass(ProxyConfig proxy) throws ConnectionException, BadMessageException {
    if (!rules.passRules(proxy)) {
      return false;
    }
    exchange.filter(afterResponse);
    if (state.exports()) {
      rules.countIntercepted();
      return !served(services.exporter(), proxy);
    }
    if (served(services.statistics(), proxy)) {
      rules.countIntercepted();
      return false;
    }
    return rules.passRedirects(proxy);
  }

  private boolean served(HttpService service, ProxyConfig proxy)
      throws ConnectionException, BadMessageException {
    if (!service.serve(proxy, exchange, session.context())) {
      return false;
    }
    if (exchange.status() == 0) {
      rules.internalError();
    }
    account.served(exchange);
    return true;
  }

  private void forward() throws ConnectionException {
    Headers headers = exchange.request().headers();
    UseServer.choose(session, cookies);
    cookies.request(exchange.request(), WallClock.seconds(session.now()));
    headers.keepTrailersOnly();
    addUniqueId(headers); // 5
    AddressHeaders.add(session, headers);
    if (looksIntoBody() && !rules.goesOn(awaitBody(session.backend().config()))) {
      return;
    }
    session.timing().request(session.elapsedMillis());
    forward.run(); // 6
  }

  private void addUniqueId(Headers headers) {
    String id = session.uniqueId();
    if (id != null && session.frontend().config().http().uniqueIdHeader() != null) {
      headers.add(session.frontend().config().http().uniqueIdHeader(), id);
    }
  }
}
