package io.haloom.persist;

import io.haloom.http.Method;
import io.haloom.http.RequestHead;
import io.haloom.http.ResponseHead;
import io.haloom.model.CookieConfig;
import io.haloom.model.CookieConfig.Mode;
import io.haloom.model.HttpConfig.CookieCapture;
import io.haloom.model.HttpConfig.PersistRule;
import io.haloom.model.Option;
import io.haloom.model.ProxyConfig;
import io.haloom.proxy.Backend;
import io.haloom.proxy.Server;
import io.haloom.proxy.state.OperatingState;
import io.haloom.sample.SampleContext;
import java.util.function.Supplier;

/**
 * Which server one request is to have by persistence, what its cookies and those of its response
 * are found to be, and what of them is kept for logs. Used for one request after the other of a
 * connection, in this order:
 *
 * <ol>
 *   <li>{@link #begin} when the request's head has been read
 *   <li>{@link #enter} when its backend is known
 *   <li>{@link #use} where {@code use-server} names a server that {@link #accepts} takes
 *   <li>{@link #request} behind all rules, or where one denies the request; then {@link #server} is
 *       the one it must have
 *   <li>{@link #giveUp} where that server cannot be had, {@link #moved} where another one is taken
 *   <li>{@link #response} behind the rules of a final response
 * </ol>
 */
public final class CookieTransaction {
  final CookieScanner scanner = new CookieScanner();
  final FieldEdit edit = new FieldEdit(scanner);
  final CacheState cache = new CacheState();

  /** {@code capture cookie} of the frontend, or null. */
  CookieCapture capture;

  Backend backend;

  /** What the configuration says of the backend. */
  private ProxyConfig proxy;

  /** {@code cookie} of the backend, or null. */
  CookieConfig config;

  /** Whether the server was chosen by a rule or by a cookie. */
  boolean direct;

  /** {@code ignore-persist} holds. */
  boolean ignored;

  boolean post;
  RequestCookie requestCookie = RequestCookie.NONE;
  ResponseCookie responseCookie = ResponseCookie.NONE;

  /** When the client's cookie was last seen, in seconds since 1970; 0 where it does not tell. */
  int lastDate;

  /** When the client got its cookie, likewise. */
  int firstDate;

  private boolean forced;
  private Server server;
  private String captured;
  private String responseCaptured;

  /**
   * Begins a request of a frontend.
   *
   * @param method as it was received
   * @param cookie {@code capture cookie}, or null
   * @param own the backend of the same section, or null: its cookie is found in requests that are
   *     denied before one is chosen
   */
  public void begin(Method method, CookieCapture cookie, Backend own) {
    capture = cookie;
    in(own, own == null ? null : own.config());
    server = null;
    direct = false;
    forced = false;
    ignored = false;
    post = method == Method.POST;
    cache.begin(method);
    requestCookie = RequestCookie.NONE;
    responseCookie = ResponseCookie.NONE;
    captured = null;
    responseCaptured = null;
    lastDate = 0;
    firstDate = 0;
  }

  /** Enters a backend by this plan: asks {@code force-persist} and {@code ignore-persist}. */
  public void enter(Backend chosen, ProxyConfig plan, Supplier<? extends SampleContext> context) {
    in(chosen, plan);
    for (PersistRule rule : plan.http().persistRules()) {
      if (rule.condition().test(context.get())) {
        forced = rule.force();
        ignored = !rule.force();
        return;
      }
    }
  }

  private void in(Backend chosen, ProxyConfig plan) {
    backend = chosen;
    proxy = plan;
    config = plan == null ? null : plan.http().cookie();
  }

  // --- the server ------------------------------------------------------------------------------

  /** Whether persistence or {@code use-server} may choose that server: one that is down may not. */
  public boolean accepts(Server candidate) {
    return !isDown(candidate) || forced || proxy.has(Option.PERSIST);
  }

  static boolean isDown(Server server) {
    return server.operating() == OperatingState.STOPPED;
  }

  /** A rule has chosen the server. */
  public void use(Server chosen) {
    server = chosen;
    direct = true;
  }

  /** The server the request must have, or null where balancing is to choose. */
  public Server server() {
    return direct ? server : null;
  }

  /**
   * The server could not be had, and {@code option redispatch} lets another one be chosen; it may
   * be the same. Not where {@link #isForced}.
   */
  public void giveUp() {
    direct = false;
  }

  /** Whether {@code force-persist} holds: the server is not given up, and its queue not left. */
  public boolean isForced() {
    return forced;
  }

  /** Another server was taken than the one chosen first. */
  public void moved() {
    if (requestCookie == RequestCookie.VALID) {
      requestCookie = RequestCookie.DOWN;
    }
  }

  // --- messages --------------------------------------------------------------------------------

  /**
   * Looks at the request's cookies and takes out of them what the server is not to see.
   *
   * @param nowSeconds since 1970
   */
  public void request(RequestHead head, int nowSeconds) {
    if (capture != null || config != null) {
      new RequestCookies(this, nowSeconds).run(head.headers());
    }
  }

  /**
   * Looks at a final response's cookies, changes the persistence cookie that its server set, and
   * inserts one.
   *
   * @param target the server it comes from; null for {@code dispatch}
   * @param nowSeconds since 1970
   * @return false where {@code option checkcache} forbids it: a cache might store its cookie
   */
  public boolean response(ResponseHead head, Server target, int nowSeconds) {
    boolean checked = proxy.has(Option.CHECKCACHE);
    if (capture == null && config == null && !checked) {
      return true;
    }
    ResponseCookies cookies = new ResponseCookies(this, head.headers(), target);
    cookies.run();
    cache.status(head.status());
    if (checked || has(Mode.NOCACHE)) {
      cache.read(head.headers());
    }
    cookies.insert(nowSeconds);
    return !(checked && cookies.isSet() && cache.storesCookies());
  }

  /** What is told, as an alert, of a response that {@link #response} forbids. */
  public String blocked(Server target) {
    String name = target == null ? "<dispatch>" : target.name();
    return "Blocking cacheable cookie in response from instance %s, server %s."
        .formatted(backend.name(), name);
  }

  // --- what was found --------------------------------------------------------------------------

  public RequestCookie requestCookie() {
    return requestCookie;
  }

  public ResponseCookie responseCookie() {
    return responseCookie;
  }

  /** The third letter of the termination state; {@code -} where the backend has no mode for it. */
  public char requestLetter() {
    return isActive() ? requestCookie.letter() : '-';
  }

  /** The fourth letter of the termination state. */
  public char responseLetter() {
    return isActive() ? responseCookie.letter() : '-';
  }

  private boolean isActive() {
    return has(Mode.REWRITE) || has(Mode.INDIRECT) || has(Mode.INSERT) || has(Mode.PREFIX);
  }

  /** The captured cookie of the request as {@code NAME=VALUE}, or null ({@code %CC}). */
  public String captured() {
    return captured;
  }

  /** The captured cookie of the response as {@code NAME=VALUE}, or null ({@code %CS}). */
  public String responseCaptured() {
    return responseCaptured;
  }

  // --- inside the package ----------------------------------------------------------------------

  boolean has(Mode mode) {
    return config != null && config.has(mode);
  }

  void captureFromRequest(CookieScanner cookie) {
    if (captured == null) {
      captured = capturable(cookie);
    }
  }

  void captureFromResponse(CookieScanner cookie) {
    if (responseCaptured == null) {
      responseCaptured = capturable(cookie);
    }
  }

  /** What is kept of a cookie where it is the one to capture, or else null. */
  private String capturable(CookieScanner cookie) {
    if (capture == null) {
      return null;
    }
    String text = cookie.cookie();
    return text.startsWith(capture.name())
        ? text.substring(0, Math.min(text.length(), capture.length()))
        : null;
  }
}
