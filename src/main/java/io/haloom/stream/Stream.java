package io.haloom.stream;

import io.haloom.http.RequestHead;
import io.haloom.model.ProxyConfig;
import io.haloom.model.ServerConfig;
import io.haloom.model.Timeouts;
import io.haloom.net.ConnectRequest;
import io.haloom.net.Connection;
import io.haloom.persist.CookieTransaction;
import io.haloom.proxy.Backend;
import io.haloom.proxy.BalanceKey;
import io.haloom.proxy.Frontend;
import io.haloom.proxy.FrontendPlan;
import io.haloom.proxy.Server;
import io.haloom.proxy.ServerPlan;
import io.haloom.sample.LogFormat;
import io.haloom.sample.SampleContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;

/**
 * What a session carries: the whole of a TCP session, or one request and its response in HTTP mode,
 * from its first byte to its line in the log. Used by the session's virtual threads only; others
 * read it for {@code show sess}.
 */
public final class Stream implements BalanceKey, ConnectRequest.Watch {
  private final Session session;
  private final FrontendPlan frontendPlan;
  private final long acceptNanos;
  private final long acceptMicros;
  private final Upstream upstream;
  private final StreamCounters counters;
  private final ClientWatch watch;
  private final Failures failures;
  private final StreamLog log;
  private final Timing timing = new Timing();
  private final TerminationState termination = new TerminationState();
  private SocketAddress source;
  private SocketAddress destination;
  private StreamContext context;
  private boolean responding;
  private String uniqueId;
  private HttpTransaction transaction;
  private CookieTransaction persistence;

  /**
   * Begins one.
   *
   * @param plan of its frontend, which it keeps
   * @param now {@link System#nanoTime()}, from which its times are counted
   */
  Stream(Session session, FrontendPlan plan, long now) {
    this.session = session;
    this.frontendPlan = plan;
    this.acceptNanos = now;
    this.acceptMicros = WallClock.micros(now);
    this.log = new StreamLog(this);
    this.upstream = new Upstream(this);
    this.counters = new StreamCounters(this);
    this.watch = new ClientWatch(this);
    this.failures = new Failures(this);
  }

  // --- the session's ---------------------------------------------------------------------------

  public Session session() {
    return session;
  }

  public SessionServices services() {
    return session.services();
  }

  @Override
  public int stripe() {
    return session.stripe();
  }

  public Frontend frontend() {
    return session.frontend();
  }

  public Timeouts frontendTimeouts() {
    return frontendConfig().timeouts();
  }

  public Connection client() {
    return session.client();
  }

  /** The loop's clock, as {@link Session#now}. */
  public long now() {
    return session.now();
  }

  // --- from where and to where -----------------------------------------------------------------

  /** The client's address, after a PROXY header or {@code set-src}. */
  public SocketAddress source() {
    return source == null ? session.addresses().source() : source;
  }

  /** Where the client connected to, after a PROXY header or {@code set-dst}. */
  public SocketAddress destination() {
    return destination == null ? session.addresses().destination() : destination;
  }

  /** A rule changes it: for the stream alone, or for the session while that is not settled. */
  void source(SocketAddress address) {
    if (session.addresses().areSettled()) {
      source = address;
    } else {
      session.addresses().source(address);
    }
  }

  /** As {@link #source(SocketAddress)}. */
  void destination(SocketAddress address) {
    if (session.addresses().areSettled()) {
      destination = address;
    } else {
      session.addresses().destination(address);
    }
  }

  @Override
  public InetAddress sourceAddress() {
    return source() instanceof InetSocketAddress inet ? inet.getAddress() : null;
  }

  /** The port the client came to, 0 for a UNIX socket. */
  public int destinationPort() {
    return destination() instanceof InetSocketAddress inet ? inet.getPort() : 0;
  }

  /** What the configuration says of its frontend. */
  public FrontendPlan frontendPlan() {
    return frontendPlan;
  }

  public ProxyConfig frontendConfig() {
    return frontendPlan.config();
  }

  /** What the configuration says of its backend, which is chosen. */
  public ProxyConfig backendConfig() {
    return upstream.backendPlan().config();
  }

  /** What the configuration says of its server, which is chosen. */
  public ServerPlan serverPlan() {
    return upstream.serverPlan();
  }

  public ServerConfig serverConfig() {
    return upstream.serverPlan().config();
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
  public Upstream upstream() {
    return upstream;
  }

  /** What it adds to counters. */
  public StreamCounters counters() {
    return counters;
  }

  /** Whether the client is still there. */
  public ClientWatch watch() {
    return watch;
  }

  /** What failures make of it. */
  public Failures failures() {
    return failures;
  }

  /** What chose the server, other than balancing; null where nothing may have. */
  public CookieTransaction persistence() {
    return persistence;
  }

  public void persistence(CookieTransaction used) {
    persistence = used;
  }

  /** The server that a rule or a cookie has chosen, or null where balancing is to choose. */
  public Server directServer() {
    return persistence == null ? null : persistence.server();
  }

  /** The request in HTTP mode; null in TCP mode. */
  public HttpTransaction transaction() {
    return transaction;
  }

  public void transaction(HttpTransaction carried) {
    transaction = carried;
  }

  /** The rules' and formats' view of it; made when first needed. */
  public StreamContext context() {
    if (context == null) {
      context = new StreamContext(this);
      if (responding) {
        context.responds();
      }
    }
    return context;
  }

  /** What follows is about a response: variables of the request are gone. */
  public void responds() {
    responding = true;
    if (context != null) {
      context.responds();
    }
  }

  /** Nothing is evaluated until the end, which may be far. */
  public void rest() {
    if (context != null) {
      context.dropSpares();
    }
  }

  public Timeouts backendTimeouts() {
    return backendConfig().timeouts();
  }

  /** {@code timeout server} in milliseconds, or what a rule set in its place. */
  public int serverTimeout() {
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

  public TerminationState termination() {
    return termination;
  }

  /** Its line in the access log. */
  public StreamLog log() {
    return log;
  }

  /** Wall clock of the accept, microseconds since 1970. */
  public long acceptMicros() {
    return acceptMicros;
  }

  public long acceptNanos() {
    return acceptNanos;
  }

  /** Milliseconds since the accept, by the loop's clock. */
  public int elapsedMillis() {
    // One that another loop accepted may be ahead of this loop's clock.
    return Math.max(0, (int) ((now() - acceptNanos) / 1_000_000));
  }

  // --- what rules asked for --------------------------------------------------------------------

  public int priorityClass() {
    return context == null ? 0 : context.priorityClass();
  }

  public int priorityOffset() {
    return context == null ? 0 : context.priorityOffset();
  }

  /** {@code unique-id-format} rendered, once; null without one. */
  public String uniqueId() {
    LogFormat format = frontendConfig().frontend().uniqueIdFormat();
    if (uniqueId == null && format != null) {
      uniqueId = ""; // what a format says of itself
      uniqueId = format.text(context());
    }
    return uniqueId;
  }

  /** It is over: it is logged. */
  public void ended() {
    timing.total(elapsedMillis());
    log.ended();
  }

  // --- for balancing and connecting ------------------------------------------------------------

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
    return session.client();
  }

  @Override
  public boolean gone() {
    return watch.gone();
  }
}
