package io.haloom.proxy;

import io.haloom.model.Option;
import io.haloom.model.ProxyConfig;
import io.haloom.proxy.count.Counters;
import io.haloom.proxy.count.Gauge;
import io.haloom.proxy.count.LoopGauge;
import io.haloom.proxy.count.Rate;
import io.haloom.proxy.count.SessionTimes;
import io.haloom.proxy.state.WeightScale;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The serving side of a proxy: its servers, its queue and its balancer.
 *
 * <p>States, weights and the server list change under {@link ProxyRuntime#stateLock()}, queues
 * under the lock of {@link SlotQueues}. A session takes the latter only when a server is full;
 * {@link #set()} is read without any.
 */
public final class Backend {
  /** How often a server that was filled by others meanwhile is given up for another one. */
  private static final int TRIES = 3;

  private final ProxyRuntime runtime;
  private final Counters counters;
  private final Http1Counts http1;
  private final Http2Counts http2;
  private final LoopGauge sessions;
  private final Rate sessionRate;
  private final SessionTimes times = new SessionTimes();
  private final SlotQueues queues;
  private final BackendState state;
  private final ServerList servers;
  private final DynamicCookies cookies;
  private final DynamicServers dynamicServers;
  private volatile BackendPlan plan;
  private volatile boolean dynamicLimits;
  private volatile int fullconn;
  private volatile long lastSession = -1;

  public Backend(ProxyRuntime runtime, ProxyConfig config, Balancer balancer) {
    this.runtime = runtime;
    this.plan = new BackendPlan(config, balancer);
    this.counters = new Counters(runtime.transport().loops());
    this.http1 = new Http1Counts(counters, runtime.transport());
    this.http2 = new Http2Counts(counters, runtime.transport());
    this.sessionRate = new Rate(runtime.transport().loops());
    this.sessions = new LoopGauge(counters, Counters.CURRENT_SESSIONS);
    this.queues = new SlotQueues(this);
    this.state = new BackendState(this);
    this.servers =
        new ServerList(
            config.backend().servers().stream()
                .map(server -> new Server(this, server, server.id(), false))
                .toList());
    this.cookies = new DynamicCookies(this, servers.inOrder());
    this.dynamicServers = new DynamicServers(this, servers);
    limitsChanged();
    publish();
  }

  public ProxyRuntime runtime() {
    return runtime;
  }

  /** What the configuration of now says; who needs more than one word of it takes it once. */
  public BackendPlan plan() {
    return plan;
  }

  /** Another configuration: who chooses this backend from here on has this plan. */
  public void plan(BackendPlan next) {
    ReentrantLock lock = runtime.stateLock();
    lock.lock();
    try {
      if (next.balancer() != plan.balancer()) {
        servers.inOrder().forEach(server -> server.balancerData(null));
      }
      plan = next;
      fullconn = 0;
      limitsChanged();
      publish();
    } finally {
      lock.unlock();
    }
  }

  /** The configuration of now. */
  public ProxyConfig config() {
    return plan.config();
  }

  public String name() {
    return config().name();
  }

  public Balancer balancer() {
    return plan.balancer();
  }

  public Counters counters() {
    return counters;
  }

  /** What connections of HTTP/1 carry: those to its servers. */
  public Http1Counts http1() {
    return http1;
  }

  /** What its connections of HTTP/2 carry. */
  public Http2Counts http2() {
    return http2;
  }

  /**
   * {@code scur}, {@code smax}: sessions that chose this backend, queued ones included. Dynamic
   * limits follow it, so it is counted before a server is chosen.
   */
  public LoopGauge sessions() {
    return sessions;
  }

  /** {@code rate}. */
  public Rate sessionRate() {
    return sessionRate;
  }

  // --- servers ---------------------------------------------------------------------------------

  /** All servers in order, with those added while running. */
  public List<Server> servers() {
    return servers.inOrder();
  }

  /** By name, or null. */
  public Server server(String name) {
    return servers.byName(name);
  }

  /** By {@code sid}, or null. */
  public Server server(int id) {
    return servers.byId(id);
  }

  /** Servers that come and go while it runs. */
  public DynamicServers dynamicServers() {
    return dynamicServers;
  }

  /** Cookies that are made from servers' addresses. */
  public DynamicCookies cookies() {
    return cookies;
  }

  // --- state -----------------------------------------------------------------------------------

  /** What the balancer chooses from. */
  public ServerSet set() {
    return state.set();
  }

  /** Usable active and backup servers ({@code act}, {@code bck}). */
  public int activeUsable() {
    return state.active();
  }

  public int backupUsable() {
    return state.backup();
  }

  /** {@code weight}: of all servers that serve, on the scale of the configuration. */
  public int totalWeight() {
    return scale().displayed(set().totalWeight());
  }

  /** {@code fullconn}, configured or computed. */
  public int fullconn() {
    int value = fullconn;
    if (value == 0) {
      value = FullConn.of(this);
      fullconn = value;
    }
    return value;
  }

  /** The backend's downtime and last change, seconds. */
  public long downtimeSeconds() {
    return state.downtimeSeconds();
  }

  public long lastChangeSeconds() {
    return state.clock().sinceChange();
  }

  // --- sessions --------------------------------------------------------------------------------

  /** Sessions in the queue for any server ({@code qcur}, {@code qmax}). */
  public Gauge queued() {
    return queues.shared().length();
  }

  /** Sessions in the backend's queue and those of its servers. */
  public int totalQueued() {
    int sum = queued().get();
    for (Server server : servers()) {
      sum += server.queued().get();
    }
    return sum;
  }

  /** Sessions that hold a slot of any server. */
  public int served() {
    return queues.served();
  }

  /**
   * Chooses a server and takes a slot, without waiting.
   *
   * @param key what hashing looks at
   * @param avoid the server of the failed attempt, or null
   * @return the slot; or null, and then {@link #set()} is empty when no server is up, else the
   *     caller queues with {@link #enqueue(QueueWaiter, BalanceKey, Server)}
   */
  public ServerSlot tryAssign(BalanceKey key, Server avoid) {
    for (int i = 0; i < TRIES; i++) {
      Server chosen = choose(key, avoid);
      ServerSlot slot = chosen == null ? null : trySlot(chosen, key.stripe());
      if (slot != null || chosen == null) {
        return slot;
      }
    }
    return null;
  }

  /**
   * The same for a session that counts in a stripe of its own.
   *
   * @param stripe as in {@link Counters}; the slot is closed by a thread that counts there, too
   */
  public ServerSlot trySlot(Server server, int stripe) {
    ServerSlot slot = queues.take(server, stripe);
    if (slot != null) {
      noteSession(server);
    }
    return slot;
  }

  /**
   * Queues a session for any server, or for the one it must have where the balancing algorithm
   * insists (hashing). Whoever frees a slot hands it to the first in the queue and unparks the
   * waiter; the slot may be granted at once.
   *
   * @return the entry, or null when {@code maxqueue} of the server it must have is reached
   */
  public QueueEntry enqueue(QueueWaiter waiter, BalanceKey key, Server avoid) {
    return queues.enqueue(waiter, key, avoid);
  }

  /**
   * Queues a session for that very server.
   *
   * @return the entry, or null when its {@code maxqueue} is reached
   */
  public QueueEntry enqueueFor(QueueWaiter waiter, Server server) {
    return queues.enqueueFor(waiter, server);
  }

  /** {@code lastsess}, seconds, -1 for never. */
  public long lastSessionSeconds() {
    long last = lastSession;
    return last < 0 ? -1 : Math.max(0, runtime.timers().nowSeconds() - last);
  }

  public SessionTimes times() {
    return times;
  }

  // --- inside the package ----------------------------------------------------------------------

  WeightScale scale() {
    return plan.scale();
  }

  SlotQueues queues() {
    return queues;
  }

  BackendState state() {
    return state;
  }

  /** After any change of usability or weight, under the state lock. */
  void publish() {
    state.recount(servers.inOrder());
    balancer().changed(state.set());
  }

  void limitsChanged() {
    dynamicLimits = servers.inOrder().stream().anyMatch(server -> server.limit().isDynamic());
  }

  boolean hasDynamicLimits() {
    return dynamicLimits;
  }

  /** The server a new session is to go to, full or not; null when it waits for any. */
  public Server choose(BalanceKey key, Server avoid) {
    int waiting = queues.shared().length().get();
    if (waiting > 0 && waiting != sessions.get() && balancer().fullTogether()) {
      return null;
    }
    return pick(key, avoid);
  }

  Server pick(BalanceKey key, Server avoid) {
    ServerSet now = set();
    if (now.isEmpty()) {
      return null;
    }
    if (now.backups() && !config().has(Option.ALLBACKUPS)) {
      return now.servers()[0];
    }
    return balancer().pick(now, key, avoid);
  }

  /** Whether the server may take sessions that wait for any. */
  boolean serves(Server server) {
    if (!server.usable()) {
      return false;
    }
    ServerSet now = set();
    if (!server.config().share().backup()) {
      return true;
    }
    return now.backups() && (config().has(Option.ALLBACKUPS) || now.servers()[0] == server);
  }

  void noteSession(Server server) {
    long now = runtime.timers().nowSeconds();
    server.noteSession(now);
    if (now != lastSession) {
      lastSession = now;
    }
  }
}
