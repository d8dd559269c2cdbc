package io.haloom.stream;

import io.haloom.http.ClientStreams;
import io.haloom.model.Option;
import io.haloom.model.ProxyConfig;
import io.haloom.model.Timeouts;
import io.haloom.net.Connection;
import io.haloom.net.TlsFacts;
import io.haloom.proxy.BindListener;
import io.haloom.proxy.Frontend;
import io.haloom.proxy.FrontendPlan;
import io.haloom.proxy.count.Counters;
import io.haloom.sample.HelloCapture;
import io.haloom.sample.Variables;

/**
 * A client's connection, from accept to its end. What it carries are its {@link Stream}s: one in
 * TCP mode, and in HTTP mode one for each request. Its fields are written by its own virtual
 * threads only (all on the connection's loop); others read them for {@code show sess}, and may only
 * call {@link #shutdown} and {@link #endIfIdle}.
 */
public final class Session {
  private final SessionServices services;
  private final BindListener listener;
  private final FrontendPlan plan;
  private final Connection client;
  private final long number;
  private final int stripe;
  private final SessionAddresses addresses;
  private final Farewell farewell = new Farewell();

  /** Neighbours in the table. */
  Session previous;

  Session next;

  private ClientHandshake handshake;
  private Variables variables;
  private Prefetch prefetch;
  private HttpUpgrade upgrade;
  private long lastHeard;

  /** Since when it waits for a request, or 0; others read it now and then. */
  private long idleSince;

  private volatile char shutdownCause;

  /** The session of the connection that carries it among others; null for one of its own. */
  private final Session carrier;

  /** What carries its requests at once, or null. */
  private volatile ClientStreams streams;

  /**
   * Volatile as its connection to a server is: who sets one of them sees a shutdown that came
   * before, or is seen by it.
   */
  private volatile Stream stream;

  public Session(SessionServices services, BindListener listener, Connection client) {
    this.carrier = null;
    this.services = services;
    this.listener = listener;
    this.plan = listener.frontend().plan();
    this.client = client;
    this.number = services.nextNumber();
    this.stripe = Counters.stripe(services.transport(), client.loop());
    this.addresses = new SessionAddresses(client);
    this.lastHeard = System.nanoTime();
    this.stream = new Stream(this, plan, lastHeard);
  }

  /**
   * One of the requests that a connection carries at once. To it a stream of the connection is its
   * client.
   *
   * @param carrier of the connection
   * @param began when it did, {@link System#nanoTime()}
   */
  public Session(Session carrier, Connection client, long began) {
    this.carrier = carrier;
    this.services = carrier.services;
    this.listener = carrier.listener;
    this.plan = carrier.frontend().plan();
    this.client = client;
    this.number = services.nextNumber();
    this.stripe = carrier.stripe;
    this.addresses = carrier.addresses;
    this.handshake = carrier.handshake;
    this.upgrade = carrier.upgrade;
    this.lastHeard = client.now();
    this.stream = new Stream(this, plan, began);
  }

  // --- who and where ---------------------------------------------------------------------------

  public SessionServices services() {
    return services;
  }

  /** Counts sessions of the process from 0; names the session on the socket. */
  public long number() {
    return number;
  }

  /** Where its loop counts. */
  public int stripe() {
    return stripe;
  }

  public BindListener listener() {
    return listener;
  }

  public Frontend frontend() {
    return listener.frontend();
  }

  /** What the configuration of its accept says. */
  public FrontendPlan plan() {
    return plan;
  }

  /** What the configuration of its accept says. */
  public ProxyConfig config() {
    return plan.config();
  }

  public Timeouts frontendTimeouts() {
    return plan.config().timeouts();
  }

  public Connection client() {
    return client;
  }

  public SessionAddresses addresses() {
    return addresses;
  }

  /** Variables of the {@code sess} scope. */
  Variables variables() {
    if (carrier != null) {
      return carrier.variables();
    }
    if (variables == null) {
      variables = new Variables();
    }
    return variables;
  }

  /** Whether it is one of those that a connection carries at once. */
  public boolean isCarried() {
    return carrier != null;
  }

  // --- what it carries -------------------------------------------------------------------------

  /** What it carries now, or will carry next: never null. */
  public Stream stream() {
    return stream;
  }

  /** What it carried is over: what comes next begins now, and is told of once it has come. */
  public void nextStream() {
    if (carrier == null) {
      waitSince(now());
    }
  }

  private void waitSince(long nanos) {
    stream = new Stream(this, frontend().plan(), nanos);
    stream.log().waits();
  }

  /** Another request comes; it has the plan of now, whenever the one before has ended. */
  public void requestBegins() {
    if (stream.frontendPlan() != frontend().plan()) {
      waitSince(stream.acceptNanos());
    }
    stream.log().requestBegins();
  }

  /** Its requests are carried at once, each by a session of its own. */
  public void carriedBy(ClientStreams many) {
    streams = many;
  }

  /** Whether others carry its requests, so that there is nothing to tell of it. */
  public boolean isCarrier() {
    return streams != null;
  }

  /** Whether its client's connection carries many requests at once. */
  public boolean isMultiplexed() {
    return carrier != null || isCarrier();
  }

  /** Whether the client speaks HTTP. */
  public boolean isHttp() {
    return upgrade != null || config().mode() == ProxyConfig.Mode.HTTP;
  }

  /** Null but where a TCP frontend's session went over to HTTP. */
  public HttpUpgrade upgrade() {
    return upgrade;
  }

  /** Which version of HTTP it is by the bind line, or the rule that makes it HTTP; or null. */
  public String proto() {
    return upgrade == null ? listener.config().header().proto() : upgrade.proto();
  }

  public void upgrade(HttpUpgrade reason) {
    upgrade = reason;
  }

  // --- what the client sends -------------------------------------------------------------------

  /** What the client must say before it is a session. */
  public ClientHandshake handshake() {
    if (handshake == null) {
      handshake = new ClientHandshake(this);
    }
    return handshake;
  }

  /** Whether a header has to be read, for the bind line or a rule says so. */
  public boolean expectsHeader() {
    if (listener.config().header().proxy()) {
      handshake().expect(ClientHandshake.Kind.PROXY);
    }
    if (listener.config().header().netscalerMagic() != 0) {
      handshake().expect(ClientHandshake.Kind.NETSCALER);
    }
    return handshake != null && handshake.isExpected();
  }

  /** Whether its bind line has TLS. */
  public boolean hasTls() {
    return listener.config().tls() != null;
  }

  /** Whether the client's addresses are those of a PROXY header. */
  boolean hasProxyHeader() {
    return handshake != null && handshake.expects(ClientHandshake.Kind.PROXY);
  }

  /** It counts no more among those with TLS. */
  public void leaveTls() {
    if (tls() != null) {
      services.runtime().process().tls().connections().decrement();
    }
  }

  /** What the client agreed on with its bind line, or null where there is no TLS, or not yet. */
  public TlsFacts tls() {
    return handshake == null ? null : handshake.tls();
  }

  /** What was kept of the client's ClientHello, or null. */
  HelloCapture hello() {
    return handshake == null ? null : handshake.hello();
  }

  /** Why the client's connection became no session, or broke off; or null. */
  String handshakeFailure() {
    return handshake == null ? null : handshake.failure();
  }

  /** The TLV of this type in the client's PROXY header, or null. */
  public byte[] proxyField(int type) {
    return handshake == null ? null : handshake.fields().get(type);
  }

  /** Bytes read from the client before the server was there; made when first needed. */
  public Prefetch prefetch() {
    if (prefetch == null) {
      prefetch = services.prefetch(client);
    }
    return prefetch;
  }

  /** Null when nothing was ever prefetched. */
  public Prefetch prefetchIfAny() {
    return prefetch;
  }

  public void dropPrefetch() {
    if (prefetch != null) {
      prefetch.free();
      prefetch = null;
    }
  }

  /** {@link System#nanoTime()} of when the client last sent something to be read here. */
  long lastHeard() {
    return lastHeard;
  }

  /** The client has sent something. */
  public void heard() {
    lastHeard = now();
  }

  /**
   * {@link System#nanoTime()} of the loop: as of when this thread last waited for something, or a
   * little later.
   */
  public long now() {
    return client.now();
  }

  // --- the end ---------------------------------------------------------------------------------

  /** How the client's connection ends. */
  public Farewell farewell() {
    return farewell;
  }

  /**
   * Ends the session from any thread.
   *
   * @param cause first letter of the termination state
   */
  public void shutdown(char cause) {
    shutdownCause = cause;
    if (streams != null) {
      streams.abort();
    }
    client.abort();
    stream.upstream().abort();
  }

  /** The letter given to {@link #shutdown}, or 0. */
  public char shutdownCause() {
    return shutdownCause;
  }

  /** The client's connection waits for a request, which may never come. */
  public void idle(boolean waiting) {
    idleSince = waiting ? now() : 0;
  }

  /**
   * Callable from any thread: a connection that waits for a request since before that {@link
   * System#nanoTime()} has nothing to lose, unless {@code option idle-close-on-response} lets it
   * have one more.
   */
  public void endIfIdle(long before) {
    if (streams != null) {
      streams.drain();
      return;
    }
    long since = idleSince;
    boolean idle = since != 0 && before - since >= 0;
    if (idle && !config().has(Option.IDLE_CLOSE_ON_RESPONSE)) {
      client.abort();
    }
  }
}
