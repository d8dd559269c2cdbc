package io.haloom.proxy;

import io.haloom.model.ServerConfig;
import io.haloom.net.SourcePool;
import io.haloom.proxy.count.Counters;
import io.haloom.proxy.count.Gauge;
import io.haloom.proxy.count.LoopGauge;
import io.haloom.proxy.count.Rate;
import io.haloom.proxy.count.SessionTimes;
import io.haloom.proxy.state.AdminBits;
import io.haloom.proxy.state.AdminFlag;
import io.haloom.proxy.state.CheckHealth;
import io.haloom.proxy.state.Observation;
import io.haloom.proxy.state.OperatingState;
import io.haloom.proxy.state.ServerLocation;
import io.haloom.proxy.state.TlsUse;
import java.net.SocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server as it runs. Its state has three parts: what administrators want ({@link AdminFlag}),
 * what checks say ({@link OperatingState}) and its weight. All change by {@link #changes()}.
 * Reading needs no lock.
 */
public final class Server {
  private final Backend backend;
  private final int id;
  private final boolean dynamic;
  private final Counters counters;
  private final LoopGauge sessions;
  private final Rate sessionRate;
  private final ServerConnections connections;
  private final SessionTimes times = new SessionTimes();
  private final ServerLocation location;
  private final TlsUse tls;
  private final ServerHealth health;
  private final ServerState state;
  private final ServerLimit limit;
  private final ServerChanges changes;
  private final List<Server> trackers = new CopyOnWriteArrayList<>();
  private volatile ServerPlan plan;
  private volatile Server tracked;
  private volatile long lastSession = -1;
  private volatile Object balancerData;
  private volatile boolean pinned;
  private volatile String cookie;

  Server(Backend backend, ServerConfig config, int id, boolean dynamic) {
    this.backend = backend;
    this.plan = new ServerPlan(config);
    this.id = id;
    this.dynamic = dynamic;
    this.counters = new Counters(backend.runtime().transport().loops());
    this.sessionRate = new Rate(backend.runtime().transport().loops());
    this.sessions = new LoopGauge(counters, Counters.CURRENT_SESSIONS);
    this.connections = new ServerConnections(counters, backend.runtime().transport().loops());
    this.location = new ServerLocation(config.address());
    this.tls = new TlsUse(plan.tlsUse());
    this.health = new ServerHealth(this);
    this.limit = new ServerLimit(this);
    this.changes = new ServerChanges(this);
    this.state = new ServerState(this);
    this.cookie = config.http().cookie();
    if (dynamic) {
      state.startInMaintenance();
      health.check().enabled(false);
      health.check().health(0);
      health.agent().enabled(false);
    }
  }

  public Backend backend() {
    return backend;
  }

  /** What the configuration of now says; who needs more than one word of it takes it once. */
  public ServerPlan plan() {
    return plan;
  }

  /** Another configuration: who gets this server from here on has this plan. */
  public void plan(ServerConfig next) {
    ServerPlan before = plan;
    plan = new ServerPlan(next, before);
    if (plan.tlsUse() != before.tlsUse()) {
      tls.set(plan.tlsUse());
    }
  }

  /** The configuration of now. */
  public ServerConfig config() {
    return plan.config();
  }

  public String name() {
    return config().name();
  }

  /** {@code backend/server}. */
  public String fullName() {
    return backend.name() + "/" + name();
  }

  /** {@code sid}. */
  public int id() {
    return id;
  }

  /** Added while running ({@code add server}). */
  public boolean dynamic() {
    return dynamic;
  }

  public Counters counters() {
    return counters;
  }

  /** {@code scur}, {@code smax}. */
  public LoopGauge sessions() {
    return sessions;
  }

  /** {@code rate}. */
  public Rate sessionRate() {
    return sessionRate;
  }

  /** How many idle connections may be kept, -1 for any number. */
  public int maxIdle() {
    return config().http().pool().maxConn();
  }

  /** Its connections in HTTP mode. */
  public ServerConnections connections() {
    return connections;
  }

  /** What may be changed of it while it runs. */
  public ServerChanges changes() {
    return changes;
  }

  // --- where it is -----------------------------------------------------------------------------

  /** The address now, port included; unspecified while unresolved. */
  public SocketAddress address() {
    return location.address();
  }

  /**
   * The port now, or the signed offset where ports are mapped ({@code +N}); 0 for a UNIX socket.
   */
  public int port() {
    return location.port();
  }

  /** The host name now, or null. */
  public String fqdn() {
    return location.fqdn();
  }

  /** Where to connect for a client that came to {@code clientPort} (for {@code +N} ports). */
  public SocketAddress destination(int clientPort) {
    return location.destination(clientPort);
  }

  /** Whether traffic goes to it by TLS now. */
  public TlsUse tls() {
    return tls;
  }

  /** The source ports of its {@code source} range, or null. */
  public SourcePool sourcePool() {
    return plan.sourcePool();
  }

  /** What persistence cookies name it by, of ISO-8859-1; null for none. */
  public String cookie() {
    return cookie;
  }

  // --- state -----------------------------------------------------------------------------------

  public OperatingState operating() {
    return state.operating();
  }

  public Set<AdminFlag> admin() {
    return AdminBits.flags(state.admin());
  }

  /** In maintenance, for any reason. */
  public boolean inMaintenance() {
    return state.inMaintenance();
  }

  /** In drain, for any reason, or weight 0. */
  public boolean draining() {
    return state.weight() == 0 || AdminBits.drain(state.admin());
  }

  /** May new sessions be balanced to it. */
  public boolean usable() {
    return state.usable();
  }

  /** The status word of statistics: {@code UP}, {@code DOWN 1/3}, {@code MAINT (via b/s)}, ... */
  public String statusText() {
    return StatusText.of(this);
  }

  /** Seconds since the last UP or DOWN change. */
  public long lastChangeSeconds() {
    return state.clock().sinceChange();
  }

  /** Seconds it was down in all. */
  public long downtimeSeconds() {
    return state.clock().downtime(state.operating() == OperatingState.STOPPED);
  }

  // --- weight ----------------------------------------------------------------------------------

  /** Weight of the configuration. */
  public int initialWeight() {
    return config().share().weight();
  }

  /** Weight set by the administrator or agent, 0 to 256. */
  public int userWeight() {
    return state.weight();
  }

  /** What balancing uses, with slowstart, on HAProxy's 0 to 256 statistics scale. */
  public int effectiveWeight() {
    return backend.scale().displayed(state.effectiveWeight());
  }

  /** {@code throttle}: percentage of the weight during a slow start, -1 when there is none. */
  public int throttle() {
    boolean starting = state.operating() == OperatingState.STARTING && !draining();
    return starting ? backend.scale().throttle(state.weight(), state.effectiveWeight()) : -1;
  }

  // --- checks ----------------------------------------------------------------------------------

  /** The active check's standing; never null, meaningful when {@code config().check()} is. */
  public CheckHealth check() {
    return health.check();
  }

  /** The agent check's standing; never null. */
  public CheckHealth agent() {
    return health.agent();
  }

  /** What a check concludes. */
  public enum CheckVerdict {
    PASSED,
    FAILED,
    /** Passed, but no new session is wanted: 404 with {@code disable-on-404}. */
    CONDITIONAL,
    /** An agent said nothing about health: the outcome is kept, and nothing else changes. */
    NEUTRAL
  }

  /** Traffic succeeded or failed ({@code observe}); may act as {@code on-error} says. */
  public void observed(boolean success) {
    health.observed(success ? Observation.L4_OK : Observation.L4_ERROR);
  }

  /**
   * As {@link #observed(boolean)}, for any layer. Costs next to nothing without {@code observe}.
   */
  public void observed(Observation observation) {
    health.observed(observation);
  }

  /** The tracked server, or null. */
  public Server tracked() {
    return tracked;
  }

  /** The server at the end of the chain of tracking, itself when it tracks none. */
  public Server checked() {
    Server last = this;
    while (last.tracked != null) {
      last = last.tracked;
    }
    return last;
  }

  /** Servers that track this one. */
  public List<Server> trackers() {
    return trackers;
  }

  // --- limits ----------------------------------------------------------------------------------

  /** {@code maxconn} now, 0 for none; changed by {@code set maxconn server}. */
  public int maxconn() {
    return limit.maxconn();
  }

  /** The limit in force now between minconn and maxconn, by the backend's load; 0 for none. */
  public int dynamicLimit() {
    return limit.now();
  }

  /** Sessions waiting for this very server ({@code qcur}, {@code qmax}). */
  public Gauge queued() {
    return limit.queue().length();
  }

  /** Sessions that hold a slot. */
  public int served() {
    return limit.served();
  }

  /** {@code lastsess}: seconds since the last session was given to it, -1 for never. */
  public long lastSessionSeconds() {
    long last = lastSession;
    return last < 0 ? -1 : Math.max(0, backend.runtime().timers().nowSeconds() - last);
  }

  /** Averages over the last 1,024 sessions, milliseconds ({@code qtime ctime rtime ttime}). */
  public SessionTimes times() {
    return times;
  }

  /** Whether a new session would be served at once: a balancer's question. */
  public boolean hasRoom() {
    return limit.hasRoom();
  }

  /** Whether a new session would be served at once or may wait in this server's own queue. */
  public boolean hasRoomOrQueue() {
    return limit.hasRoomOrQueue();
  }

  /** Where the backend's balancer keeps what it knows of this server. */
  public Object balancerData() {
    return balancerData;
  }

  public void balancerData(Object value) {
    balancerData = value;
  }

  // --- inside the package ----------------------------------------------------------------------

  ServerState state() {
    return state;
  }

  ServerLimit limit() {
    return limit;
  }

  ServerLocation location() {
    return location;
  }

  ServerHealth health() {
    return health;
  }

  void cookie(String value) {
    cookie = value;
  }

  void track(Server target) {
    tracked = target;
    target.trackers.add(0, this);
    target.pinned = true;
  }

  /** Another counts on it for good: it was tracked. */
  boolean pinned() {
    return pinned;
  }

  void untrack() {
    if (tracked != null) {
      tracked.trackers.remove(this);
    }
  }

  void noteSession(long now) {
    if (now != lastSession) {
      lastSession = now;
    }
  }
}
