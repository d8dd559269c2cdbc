package io.haloom.stream;

import io.haloom.http.RequestHead;
import io.haloom.log.AccessLog;
import io.haloom.model.Option;
import io.haloom.model.Timeouts;
import io.haloom.net.ConnectRequest;
import io.haloom.net.Connection;
import io.haloom.persist.CookieTransaction;
import io.haloom.proxy.Backend;
import io.haloom.proxy.BalanceKey;
import io.haloom.proxy.BindListener;
import io.haloom.proxy.Counters;
import io.haloom.proxy.Frontend;
import io.haloom.proxy.Server;
import io.haloom.sample.LogFormat;
import io.haloom.sample.SampleContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;

/**
 * One client connection from accept to log. Its fields are written by its own virtual threads only
 * (both on the connection's loop); others read them for {@code show sess}, and may only call {@link
 * #shutdown}.
 */
public final class Session implements BalanceKey, ConnectRequest.Watch {
  private final SessionServices services;
  private final BindListener listener;
  private final Connection client;
  private final long number;
  private final int stripe;
  private long acceptNanos = System.nanoTime();
  private long acceptMicros = WallClock.micros(acceptNanos);
  private long lastHeard = acceptNanos;

  Session previous;
  Session next;

  private final SessionAddresses addresses;
  private final Upstream upstream;
  private final Traffic traffic;
  private final ClientWatch watch;
  private final SessionLog log;
  private final Farewell farewell = new Farewell();
  private SessionContext context;
  private Prefetch prefetch;
  private String uniqueId;

  private final Timing timing = new Timing();
  private final Ending ending = new Ending();
  private volatile char shutdownCause;
  private HttpTransaction transaction;
  private CookieTransaction persistence;

  /** Who asks whether to end it asks again, so that it need not see this at once. */
  private boolean idle;

  Session(SessionServices services, BindListener listener, Connection client, AccessLog accessLog) {
    this.services = services;
    this.log = new SessionLog(this, accessLog);
    this.listener = listener;
    this.client = client;
    this.number = services.nextNumber();
    this.stripe = Counters.stripe(services.transport(), client.loop());
    this.addresses = new SessionAddresses(client);
    this.upstream = new Upstream(this);
    this.traffic = new Traffic(this);
    this.watch = new ClientWatch(this);
  }

  // --- who and where ---------------------------------------------------------------------------

  SessionServices services() {
    return services;
  }

  /** Its lines in the access log. */
  SessionLog log() {
    return log;
  }

  /** Counts sessions of the process from 0; names the session on the socket. */
  public long number() {
    return number;
  }

  @Override
  public int stripe() {
    return stripe;
  }

  public BindListener listener() {
    return listener;
  }

  public Frontend frontend() {
    return listener.frontend();
  }

  public Connection client() {
    return client;
  }

  /** The client's address, after a PROXY header or {@code set-src}. */
  public SocketAddress source() {
    return addresses.source();
  }

  /** Where the client connected to, after a PROXY header or {@code set-dst}. */
  public SocketAddress destination() {
    return addresses.destination();
  }

  /** The addresses of each phase. */
  SessionAddresses addresses() {
    return addresses;
  }

  @Override
  public InetAddress sourceAddress() {
    return source() instanceof InetSocketAddress inet ? inet.getAddress() : null;
  }

  /** The port the client came to, 0 for a UNIX socket. */
  int destinationPort() {
    return destination() instanceof InetSocketAddress inet ? inet.getPort() : 0;
  }

  /** Null until one is chosen. */
  public Backend backend() {
    return upstream.backend();
  }

  /** Null until one is chosen. */
  public Server server() {
    return upstream.server();
  }

  /** Null until connected. */
  public Connection serverConnection() {
    return upstream.connection();
  }

  /** The server and the way to it. */
  Upstream upstream() {
    return upstream;
  }

  /** What is counted. */
  public Traffic traffic() {
    return traffic;
  }

  /** Whether the client is still there. */
  ClientWatch watch() {
    return watch;
  }

  /** What chose the server, other than balancing; null where nothing may have. */
  CookieTransaction persistence() {
    return persistence;
  }

  void persistence(CookieTransaction used) {
    persistence = used;
  }

  /** The server that a rule or a cookie has chosen, or null where balancing is to choose. */
  Server directServer() {
    return persistence == null ? null : persistence.server();
  }

  /** The request in HTTP mode; null in TCP mode. */
  HttpTransaction transaction() {
    return transaction;
  }

  void transaction(HttpTransaction carried) {
    transaction = carried;
  }

  /** The rules' and formats' view of this session; made when first needed. */
  SessionContext context() {
    if (context == null) {
      context = new SessionContext(this);
    }
    return context;
  }

  /** Nothing is evaluated until the end, which may be far. */
  void rest() {
    if (context != null) {
      context.dropSpares();
    }
  }

  /** Bytes read from the client before the server was there; made when first needed. */
  Prefetch prefetch() {
    if (prefetch == null) {
      prefetch = new Prefetch(client, services.bufferSize());
    }
    return prefetch;
  }

  /** Null when nothing was ever prefetched. */
  Prefetch prefetchIfAny() {
    return prefetch;
  }

  void dropPrefetch() {
    prefetch = null;
  }

  Timeouts frontendTimeouts() {
    return frontend().config().timeouts();
  }

  Timeouts backendTimeouts() {
    return upstream.backend().config().timeouts();
  }

  /** {@code timeout server} in milliseconds, or what a rule set in its place. */
  int serverTimeout() {
    int set = hasRules() ? transaction.rules().serverTimeout() : 0;
    return set != 0 ? set : backendTimeouts().server();
  }

  /** {@code timeout tunnel} in milliseconds, or what a rule set in its place. */
  int tunnelTimeout() {
    int set = hasRules() ? transaction.rules().tunnelTimeout() : 0;
    return set != 0 ? set : backendTimeouts().tunnel();
  }

  private boolean hasRules() {
    return transaction != null && transaction.rules() != null;
  }

  // --- what is measured ------------------------------------------------------------------------

  public Timing timing() {
    return timing;
  }

  Ending ending() {
    return ending;
  }

  /** Wall clock of the accept, microseconds since 1970. */
  public long acceptMicros() {
    return acceptMicros;
  }

  public long acceptNanos() {
    return acceptNanos;
  }

  /** {@link System#nanoTime()} of when the client last sent something to be read here. */
  long lastHeard() {
    return lastHeard;
  }

  /** The client has sent something. */
  void heard() {
    lastHeard = now();
  }

  /**
   * {@link System#nanoTime()} of the loop: as of when this thread last waited for something, or a
   * little later.
   */
  long now() {
    return client.now();
  }

  /** Milliseconds since the accept, by the loop's clock. */
  int elapsedMillis() {
    // One that another loop accepted may be ahead of this loop's clock.
    return Math.max(0, (int) ((now() - acceptNanos) / 1_000_000));
  }

  // --- what rules asked for --------------------------------------------------------------------

  boolean expectsProxyHeader() {
    return listener.config().acceptProxy() || context != null && context.expectedHeader() == 1;
  }

  int priorityClass() {
    return context == null ? 0 : context.priorityClass();
  }

  int priorityOffset() {
    return context == null ? 0 : context.priorityOffset();
  }

  /** {@code unique-id-format} rendered, once; null without one. */
  public String uniqueId() {
    LogFormat format = frontend().config().frontend().uniqueIdFormat();
    if (uniqueId == null && format != null) {
      uniqueId = format.text(context());
    }
    return uniqueId;
  }

  // --- the end ---------------------------------------------------------------------------------

  /**
   * Ends the session from any thread.
   *
   * @param cause first letter of the termination state
   */
  public void shutdown(char cause) {
    shutdownCause = cause;
    client.abort();
    upstream.abort();
  }

  // --- requests of HTTP mode -------------------------------------------------------------------

  /** A request is over: it is logged, and what is measured begins anew. */
  void requestEnded() {
    timing.total(elapsedMillis());
    log.ended();
    forgetRequest();
  }

  /** Nothing is to be logged until another request begins. */
  void forgetRequest() {
    upstream.forget();
    traffic.forget();
    transaction = null;
    addresses.forgetStream();
    log.forget();
    if (context != null) {
      context.forgetRequest();
    }
    uniqueId = null;
    timing.begin();
    ending.begin();
    acceptNanos = now();
    acceptMicros = WallClock.micros(acceptNanos);
  }

  /** The client's connection waits for a request, which may never come. */
  void idle(boolean waiting) {
    idle = waiting;
  }

  /**
   * Callable from any thread: a connection that waits for a request has nothing to lose, unless
   * {@code option idle-close-on-response} lets it have one more.
   */
  public void endIfIdle() {
    if (idle && !frontend().config().has(Option.IDLE_CLOSE_ON_RESPONSE)) {
      client.abort();
    }
  }

  /** How the client's connection ends. */
  Farewell farewell() {
    return farewell;
  }

  /** The letter given to {@link #shutdown}, or 0. */
  char shutdownCause() {
    return shutdownCause;
  }

  @Override
  public RequestHead requestHead() {
    return hasRules() ? transaction.rules().request() : null;
  }

  @Override
  public ByteBuffer requestBody() {
    return hasRules() ? transaction.rules().requestView().body() : null;
  }

  @Override
  public SampleContext samples() {
    return context();
  }

  @Override
  public Connection connection() {
    return client;
  }

  @Override
  public boolean gone() {
    return watch.gone();
  }
}
