package io.haloom.stream;

import io.haloom.log.AccessLog;
import io.haloom.model.Option;
import io.haloom.model.ProxyConfig;
import io.haloom.model.Timeouts;
import io.haloom.net.ConnectRequest;
import io.haloom.net.Connection;
import io.haloom.net.ConnectionException;
import io.haloom.proxy.Backend;
import io.haloom.proxy.BalanceKey;
import io.haloom.proxy.BindListener;
import io.haloom.proxy.Counter;
import io.haloom.proxy.Frontend;
import io.haloom.proxy.Server;
import io.haloom.proxy.ServerSlot;
import io.haloom.sample.HttpRequestFacts;
import io.haloom.sample.LogFormat;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/**
 * One client connection from accept to log. Its fields are written by its own virtual threads only
 * (both on the connection's loop); others read them for {@code show sess}, and may only call {@link
 * #shutdown}.
 */
public final class Session implements BalanceKey, ConnectRequest.Watch {
  private final SessionServices services;
  private final BindListener listener;
  private final Connection client;
  private final AccessLog accessLog;
  private final long number;
  private long acceptMicros = System.currentTimeMillis() * 1000;
  private long acceptNanos = System.nanoTime();
  private long lastHeard = acceptNanos;

  /** Longer than any process runs, and far from overflow. */
  private static final long NEVER = Long.MAX_VALUE / 4;

  /** No rule set a level. */
  private static final int NO_LOG_LEVEL = -2;

  Session previous;
  Session next;

  private volatile Backend backend;
  private volatile Server server;
  private volatile Connection serverConnection;
  private ServerSlot slot;
  private SocketAddress source;
  private SocketAddress destination;
  private SocketAddress serverSide;
  private SessionContext context;
  private Prefetch prefetch;
  private String uniqueId;

  private Timing timing = new Timing();
  private Ending ending = new Ending();
  private volatile char shutdownCause;
  private long bytesIn;
  private long bytesOut;
  private int logLevel = NO_LOG_LEVEL;
  private boolean stream;
  private boolean silentDrop;
  private boolean clientReset;
  private boolean logged;
  private boolean endWithReset;
  private boolean leaveUnread;
  private String service;
  private HttpRequestFacts request;
  private int status;
  private volatile boolean idle;

  Session(SessionServices services, BindListener listener, Connection client, AccessLog accessLog) {
    this.services = services;
    this.accessLog = accessLog;
    this.listener = listener;
    this.client = client;
    this.number = services.nextNumber();
  }

  // --- who and where ---------------------------------------------------------------------------

  SessionServices services() {
    return services;
  }

  AccessLog accessLog() {
    return accessLog;
  }

  /** Counts sessions of the process from 0; names the session on the socket. */
  public long number() {
    return number;
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
    return source != null ? source : client.remoteAddress();
  }

  void source(SocketAddress address) {
    source = address;
  }

  /** Where the client connected to, after a PROXY header or {@code set-dst}. */
  public SocketAddress destination() {
    return destination != null ? destination : client.localAddress();
  }

  void destination(SocketAddress address) {
    destination = address;
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
    return backend;
  }

  void backend(Backend chosen) {
    backend = chosen;
  }

  /** Null until one is chosen. */
  public Server server() {
    return server;
  }

  /** Null until connected. */
  public Connection serverConnection() {
    return serverConnection;
  }

  void serverConnection(Connection connection) {
    serverConnection = connection;
    if (shutdownCause != 0) {
      connection.abort();
    }
  }

  ServerSlot slot() {
    return slot;
  }

  /** Takes over a slot; one held before is closed. */
  void slot(ServerSlot taken) {
    releaseSlot();
    slot = taken;
    server = taken.server();
    server.sessions().increment();
  }

  /** Its queue is full; the log names it. */
  void refusedBy(Server full) {
    server = full;
  }

  /** Another attempt to reach the server, which counts as a session of it. */
  void countAttempt() {
    countOnServer();
    countServerSide(Counter.CONNECT_ATTEMPTS);
  }

  /** A connection that stood already carries a session more. */
  void countReuse() {
    countOnServer();
    countServerSide(Counter.REUSES);
  }

  private void countOnServer() {
    if (server != null) {
      server.sessionRate().tick(System.currentTimeMillis());
      server.counters().increment(client.loop(), Counter.SESSIONS);
    }
  }

  /** The server's connection is no longer this session's to close. */
  void forgetServerConnection() {
    beforeClosing();
    serverConnection = null;
  }

  /** Gives the slot back; the server stays known, for the log. */
  void releaseSlot() {
    leaveSlot().run();
  }

  /**
   * The server counts this session no more. What is returned lets the next one in from its queue.
   */
  Runnable leaveSlot() {
    ServerSlot held = slot;
    slot = null;
    if (held == null) {
      return () -> {};
    }
    held.server().sessions().decrement();
    return held::close;
  }

  /** The server failed and another is to be chosen; without one the log names none. */
  void leaveServer() {
    releaseSlot();
    server = null;
  }

  /** The rules' and formats' view of this session; made when first needed. */
  SessionContext context() {
    if (context == null) {
      context = new SessionContext(this);
    }
    return context;
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
    return backend.config().timeouts();
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

  /** The client has sent something. */
  void heard() {
    lastHeard = System.nanoTime();
  }

  /** Milliseconds since the accept. */
  int elapsedMillis() {
    return (int) ((System.nanoTime() - acceptNanos) / 1_000_000);
  }

  public long bytesIn() {
    return bytesIn;
  }

  public long bytesOut() {
    return bytesOut;
  }

  /** Syslog level that a rule set for this session's log, -1 for none at all. */
  int logLevel() {
    return logLevel;
  }

  void logLevel(int level) {
    logLevel = level;
  }

  /** The client sent this many bytes, which were delivered to the server. */
  void countIn(long bytes) {
    bytesIn += bytes;
    count(Counter.BYTES_IN, bytes);
  }

  /** The server sent this many bytes, which were delivered to the client. */
  void countOut(long bytes) {
    bytesOut += bytes;
    count(Counter.BYTES_OUT, bytes);
  }

  /** Adds to the frontend, the bind line, the backend and the server, as far as they are known. */
  void count(Counter counter, long amount) {
    int loop = client.loop();
    frontend().counters().add(loop, counter, amount);
    listener.counters().add(loop, counter, amount);
    if (backend != null) {
      backend.counters().add(loop, counter, amount);
    }
    if (server != null) {
      server.counters().add(loop, counter, amount);
    }
  }

  /** Adds to the frontend, the bind line and the backend, as far as they are known. */
  void countProxies(Counter counter) {
    int loop = client.loop();
    frontend().counters().increment(loop, counter);
    listener.counters().increment(loop, counter);
    if (backend != null) {
      backend.counters().increment(loop, counter);
    }
  }

  /** Adds to the server, if one is known. */
  void countServer(Counter counter) {
    if (server != null) {
      server.counters().increment(client.loop(), counter);
    }
  }

  /** Adds to the backend and the server. */
  void countServerSide(Counter counter) {
    int loop = client.loop();
    backend.counters().increment(loop, counter);
    if (server != null) {
      server.counters().increment(loop, counter);
    }
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
      StringBuilder text = new StringBuilder();
      format.render(context(), text);
      uniqueId = text.toString();
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
    Connection server = serverConnection;
    if (server != null) {
      server.abort();
    }
  }

  /** From here on the session counts as one, and is logged. */
  void becomesStream() {
    stream = true;
    if (accessLog.isDueAtStart()) {
      accessLog.began(context());
    }
  }

  /** The server's connection stands, which may be when the session is logged. */
  void logConnected() {
    if (accessLog.isEarly()) {
      logged = accessLog.connected(context());
    }
  }

  /** Keeps what the log tells of connections and is gone with them. */
  void beforeClosing() {
    Connection connection = serverConnection;
    if (connection != null && accessLog.needsServerSide()) {
      serverSide = connection.localAddress();
    }
  }

  /** The address the server was or is connected from, or null. */
  SocketAddress serverSide() {
    if (serverSide != null) {
      return serverSide;
    }
    Connection connection = serverConnection;
    return connection == null ? null : connection.localAddress();
  }

  /** The session is over. */
  void logEnded() {
    if (stream && !logged) {
      accessLog.ended(context());
    }
  }

  // --- requests of HTTP mode -------------------------------------------------------------------

  /** What answered in the place of a server, as logs name it; or null. */
  String service() {
    return service;
  }

  void service(String name) {
    service = name;
  }

  /** The request that is served; null where there is none that could be read. */
  HttpRequestFacts request() {
    return request;
  }

  void request(HttpRequestFacts line) {
    request = line;
  }

  /** What it was answered with, 0 for nothing. */
  int status() {
    return status;
  }

  void status(int code) {
    status = code;
  }

  /** Bytes came that no counter takes note of, but {@code option dontlognull} does. */
  void noteReceived(long bytes) {
    bytesIn += bytes;
  }

  /** A request is over: it is logged, and what is measured begins anew. */
  void requestEnded() {
    timing.total(elapsedMillis());
    logEnded();
    forgetRequest();
  }

  /** Nothing is to be logged until {@link #requestBegins}. */
  void forgetRequest() {
    backend = null;
    server = null;
    serverSide = null;
    service = null;
    request = null;
    status = 0;
    uniqueId = null;
    timing = new Timing();
    ending = new Ending();
    bytesIn = 0;
    bytesOut = 0;
    acceptMicros = System.currentTimeMillis() * 1000;
    acceptNanos = System.nanoTime();
    logged = true;
  }

  /** Another request comes on a connection that carried one. */
  void requestBegins() {
    logged = false;
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

  /** Whether the client is to be dropped without a FIN or RST. */
  void silentDrop(boolean wanted) {
    silentDrop = wanted;
  }

  boolean silentlyDropped() {
    return silentDrop;
  }

  /** The client is to get an RST: what it sent was not even taken. */
  void endWithReset() {
    endWithReset = true;
  }

  /** What the client sent stays unread, for which the system answers with an RST. */
  void leaveUnread() {
    leaveUnread = true;
  }

  boolean leavesUnread() {
    return leaveUnread;
  }

  boolean endsWithReset() {
    return endWithReset;
  }

  boolean clientWasReset() {
    return clientReset;
  }

  /** The letter given to {@link #shutdown}, or 0. */
  char shutdownCause() {
    return shutdownCause;
  }

  /** Notes why the session ends, unless a cause was noted before, and counts the abort. */
  void failed(ConnectionException failure) {
    failed(failure, failure.connection() == client);
  }

  /** The same for a failure that counts as that side's. */
  void failed(ConnectionException failure, boolean ofClient) {
    if (shutdownCause != 0) {
      ending.note(shutdownCause, '-');
      return;
    }
    clientReset |= ofClient && failure.kind() == ConnectionException.Kind.RESET;
    boolean timeout = failure.kind() == ConnectionException.Kind.TIMEOUT;
    char letter = timeout ? (ofClient ? 'c' : 's') : ofClient ? 'C' : 'S';
    if (ending.note(letter, ending.phase())) {
      count(ofClient ? Counter.CLIENT_ABORTS : Counter.SERVER_ABORTS, 1);
      if (!ofClient && !timeout) {
        countServerSide(Counter.FAILED_RESPONSES);
      }
    }
  }

  /**
   * When {@code timeout client} strikes if the client stays silent, as {@link System#nanoTime()};
   * never for one that has said that it sends no more. For the phases in which nobody reads from
   * it.
   */
  long clientDeadline() {
    int millis = prefetch != null && prefetch.ended() ? 0 : frontendTimeouts().client();
    long since = prefetch == null ? lastHeard : prefetch.lastReceived();
    return millis == 0 ? System.nanoTime() + NEVER : since + millis * 1_000_000L;
  }

  /** The client left before it was served: nothing it sent is left to forward, or abortonclose. */
  boolean clientGone() throws ConnectionException {
    if (client.aborted()) {
      return true;
    }
    if (!client.peerClosed()) {
      return false;
    }
    if (frontend().config().mode() == ProxyConfig.Mode.HTTP) {
      return backend.config().has(Option.ABORTONCLOSE);
    }
    try {
      // A reset shows behind the bytes that came before it.
      while (prefetch().available()) {
        continue;
      }
    } catch (ConnectionException e) {
      // As HAProxy says of one that resets before it has a server, or while it gets one.
      ending.phase('D');
      throw e;
    }
    return backend.config().has(Option.ABORTONCLOSE)
        || prefetch.ended() && !prefetch.bytes().hasRemaining();
  }

  @Override
  public Connection connection() {
    return client;
  }

  @Override
  public boolean gone() {
    try {
      return clientGone();
    } catch (ConnectionException e) {
      failed(e);
      return true;
    }
  }

  /** {@code timeout client} struck outside the pump. */
  void clientTimedOut() {
    if (ending.note('c', ending.phase())) {
      count(Counter.CLIENT_ABORTS, 1);
    }
  }
}
