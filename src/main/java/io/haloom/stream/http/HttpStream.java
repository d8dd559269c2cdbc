package io.haloom.stream.http;

import io.haloom.http.BadMessageException;
import io.haloom.http.ClientExchange;
import io.haloom.http.Headers;
import io.haloom.http.Method;
import io.haloom.model.BalanceConfig.Algorithm;
import io.haloom.model.Option;
import io.haloom.model.ProxyConfig;
import io.haloom.net.ConnectionException;
import io.haloom.persist.CookieTransaction;
import io.haloom.proxy.Backend;
import io.haloom.proxy.count.Counter;
import io.haloom.rule.Verdict;
import io.haloom.stream.ContentRules;
import io.haloom.stream.HttpCaptures;
import io.haloom.stream.HttpRuleState;
import io.haloom.stream.HttpUpgrade;
import io.haloom.stream.Session;
import io.haloom.stream.Stream;
import io.haloom.stream.WallClock;
import io.haloom.stream.server.BackendChoice;
import io.haloom.stream.server.HttpDial;
import io.haloom.stream.server.UseServer;
import java.util.concurrent.TimeUnit;

/**
 * A request in HTTP mode. Its way, step by step; the numbers stand in the code, too:
 *
 * <ol>
 *   <li>accept: {@code Acceptor}
 *   <li>frontend: {@code SessionTask}
 *   <li>head: {@link HttpSession} waits for it and reads it
 *   <li>rules of the frontend: {@code tcp-request content}, {@code monitor-uri}, captures, {@code
 *       option http-buffer-request}, {@code http-request}, services, redirections: {@link
 *       HttpRequestRules}
 *   <li>backend: {@code use_backend}, {@code default_backend}; then its rules, as those of 4
 *   <li>what the server is to get: {@code use-server}, cookies, unique identifier, addresses
 *   <li>server and connect: {@code ServerConnector}, by {@code HttpDial}
 *   <li>request: {@link ForwardedRequest}, and {@link Upload} for what is still to come
 *   <li>response: {@link ServerAnswer} waits for its head; retries go back to 7
 *   <li>its rules and its body: {@link ForwardedResponse}, {@link HttpResponseRules}, {@link
 *       BodyPipe}; or a tunnel
 *   <li>log: {@link HttpAccount#settle}
 * </ol>
 */
final class HttpStream {
  private final Stream stream;
  private final ClientExchange exchange;
  private final HttpServices services;
  private final HttpRuleState state;
  private final HttpReplies replies;
  private final HttpRequestRules rules;
  private final HttpAccount account;
  private final HttpDial dial;
  private final CookieTransaction cookies;

  /** Of the client's request whose head has just been read. */
  HttpStream(
      Stream stream,
      HttpServices services,
      ClientExchange exchange,
      HttpAccount account,
      HttpDial dial) {
    this.stream = stream;
    this.services = services;
    this.account = account;
    this.exchange = exchange;
    this.dial = dial;
    boolean asToProxy = stream.frontendConfig().has(Option.HTTP_USE_PROXY_HEADER);
    boolean proxied = asToProxy && exchange.request().isToProxy();
    this.state = new HttpRuleState(stream, exchange, proxied);
    this.replies = new HttpReplies(stream, exchange, state);
    this.cookies = stream.persistence();
    this.rules = new HttpRequestRules(stream, state, replies);
  }

  Stream stream() {
    return stream;
  }

  ClientExchange exchange() {
    return exchange;
  }

  HttpReplies replies() {
    return replies;
  }

  HttpRuleState state() {
    return state;
  }

  void run() throws ConnectionException, BadMessageException {
    stream.transaction().received(exchange, state, stream.services().tune().keptLine());
    ProxyConfig frontend = stream.frontendConfig();
    beginCookies(frontend);
    account.requestCounted(exchange.request());
    Session session = stream.session();
    boolean decided = stream.transaction().isFirst() && !session.isMultiplexed();
    HttpUpgrade upgrade = decided ? session.upgrade() : null;
    if (upgrade == null && !passContent(frontend) // 4
        || !received(frontend)
        || !pass(frontend)) {
      return;
    }
    Backend backend = chosen(upgrade); // 5
    if (backend == null) {
      stream.termination().note('S', 'C');
      replies.error(503);
      return;
    }
    BackendChoice.enter(stream, backend, backend.plan());
    try {
      cookies.enter(backend, stream.backendConfig(), stream::context);
      if (!speaksHttp()) {
        return;
      }
      ProxyConfig chosen = stream.backendConfig();
      if (chosen == frontend || passContent(chosen) && passBackend(chosen)) {
        forward(); // 6
      }
    } finally {
      account.leaveBackend(backend);
    }
  }

  /** A body that did not come in time gets its error while nothing else has been sent. */
  void lateBody(ConnectionException e) throws ConnectionException {
    if (e.kind() != ConnectionException.Kind.TIMEOUT || exchange.status() != 0) {
      stream.failures().note(e);
      throw e;
    }
    stream.client().deadline(0);
    account.served(exchange);
    exchange.makeLast();
    exchange.error(408, null, null);
  }

  private void beginCookies(ProxyConfig frontend) {
    Backend own = stream.services().runtime().backend(frontend.name());
    cookies.begin(exchange.request().method(), frontend.http().captures().cookie(), own);
  }

  private boolean passContent(ProxyConfig proxy) throws ConnectionException {
    if (ContentRules.allow(stream, proxy)) {
      return true;
    }
    replies.nothing();
    return false;
  }

  private Backend chosen(HttpUpgrade upgrade) {
    boolean chosen = upgrade != null && upgrade.backend() != null;
    return chosen ? upgrade.backend() : BackendChoice.of(stream);
  }

  /** A client that has gone over to HTTP cannot go back to a backend of TCP. */
  private boolean speaksHttp() {
    if (stream.backendConfig().mode() == ProxyConfig.Mode.HTTP) {
      return true;
    }
    stream.termination().note('I', 'R');
    replies.nothing();
    return false;
  }

  private boolean received(ProxyConfig frontend) throws ConnectionException {
    if (!rules.passMonitor()) {
      return false;
    }
    HttpCaptures.request(stream, exchange.request().headers());
    return buffered(frontend);
  }

  private boolean passBackend(ProxyConfig backend) throws ConnectionException, BadMessageException {
    boolean buffersOnlyNow = !stream.frontendConfig().has(Option.HTTP_BUFFER_REQUEST);
    return (!buffersOnlyNow || buffered(backend)) && pass(backend);
  }

  /** {@code option http-buffer-request}; false when the body did not come, and was answered for. */
  private boolean buffered(ProxyConfig proxy) throws ConnectionException {
    return !proxy.has(Option.HTTP_BUFFER_REQUEST) || rules.goesOn(awaitBody(proxy));
  }

  private Verdict awaitBody(ProxyConfig proxy) {
    return state.waitForBody(proxy.timeouts().http().request(), 0);
  }

  /** {@code balance url_param} finds its parameter in a form, too. */
  private boolean looksIntoBody() {
    Algorithm algorithm = stream.backendConfig().backend().balance().algorithm();
    return algorithm == Algorithm.URL_PARAM && exchange.request().method() == Method.POST;
  }

  private boolean pass(ProxyConfig proxy) throws ConnectionException, BadMessageException {
    if (!rules.passRules(proxy)) {
      return false;
    }
    exchange.filter(replies);
    if (state.service() != null) {
      rules.countIntercepted();
      return !served(services.named().get(state.service()), proxy);
    }
    for (HttpService service : services.asked()) {
      if (service.asks().test(proxy) && served(service, proxy)) {
        rules.countIntercepted();
        return false;
      }
    }
    return rules.passRedirects(proxy);
  }

  private boolean served(HttpService service, ProxyConfig proxy)
      throws ConnectionException, BadMessageException {
    boolean served = false;
    boolean failed = true;
    try {
      served = serves(service.handler(), proxy);
      failed = false;
    } finally {
      if (served || failed) {
        stream.transaction().service(service.name());
      }
    }
    if (!served) {
      return false;
    }
    if (exchange.status() == 0) {
      rules.internalError();
    }
    account.served(exchange);
    return true;
  }

  /** A form's body is to come within {@code timeout http-request}, as it is buffered. */
  private boolean serves(HttpService.Handler service, ProxyConfig proxy)
      throws ConnectionException, BadMessageException {
    int millis = proxy.timeouts().http().request();
    boolean bounded = millis != 0 && exchange.request().method() == Method.POST;
    if (bounded) {
      stream.client().deadline(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis));
    }
    boolean served = service.serve(proxy, exchange, stream.context());
    if (bounded) {
      stream.client().deadline(0);
    }
    return served;
  }

  private void forward() throws ConnectionException {
    Headers headers = exchange.request().headers();
    UseServer.choose(stream, cookies);
    cookies.request(exchange.request(), WallClock.seconds(stream.now()));
    headers.keepTrailersOnly();
    addUniqueId(headers);
    AddressHeaders.add(stream, headers);
    if (looksIntoBody() && !rules.goesOn(awaitBody(stream.backendConfig()))) {
      return;
    }
    stream.timing().request(stream.elapsedMillis());
    if (isCut()) {
      account.requestFailed();
      stream.counters().count(Counter.CLIENT_ABORTS, 1);
      stream.counters().in(exchange.bodyReceived());
      stream.termination().note('C', 'R');
      replies.nothing();
      return;
    }
    new HttpForward(this, dial).run(); // 7 to 10
  }

  /**
   * Whether the client is known to have ended its stream inside the body, so that no server is
   * asked. With TLS an end that came with the request is: it is read together with that.
   */
  private boolean isCut() {
    return exchange.body().isCut()
        || stream.client().tls() != null && stream.client().peerClosed() && state.isRequestCut();
  }

  private void addUniqueId(Headers headers) {
    String id = stream.uniqueId();
    if (id != null && stream.frontendConfig().http().headers().uniqueId() != null) {
      headers.add(stream.frontendConfig().http().headers().uniqueId(), id);
    }
  }
}
