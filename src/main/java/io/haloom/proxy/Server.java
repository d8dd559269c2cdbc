package io.haloom.proxy;

import io.haloom.model.ServerConfig;
import io.haloom.net.SourcePool;
import java.net.SocketAddress;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A server as it runs. Its state has three parts: what administrators want ({@link AdminFlag}),
 * what checks say ({@link OperatingState}) and its weight. All changes go through methods that take
 * the backend's lock, publish a new {@link ServerSet}, report the change as HAProxy does, and pass
 * it on to the servers that track this one. Reading needs no lock.
 */
public final class Server {
  private final Backend backend;
  private final ServerConfig config;
  private final Counters counters;
  private final Gauge sessions = new Gauge();
  private final Rate sessionRate = new Rate();

  public Server(Backend backend, ServerConfig config) {
    this.backend = backend;
    this.config = config;
    this.counters = new Counters(backend.runtime().transport().loops());
  }

  public Backend backend() {
    return backend;
  }

  public ServerConfig config() {
    return config;
  }

  public String name() {
    return config.name();
  }

  /** {@code sid}. */
  public int id() {
    return config.id();
  }

  public Counters counters() {
    return counters;
  }

  /** {@code scur}, {@code smax}. */
  public Gauge sessions() {
    return sessions;
  }

  /** {@code rate}. */
  public Rate sessionRate() {
    return sessionRate;
  }

  // --- where it is -----------------------------------------------------------------------------

  /** The address now, port included; unspecified while unresolved. */
  public SocketAddress address() {
    throw new UnsupportedOperationException();
  }

  /** The host name now, or null. */
  public String fqdn() {
    throw new UnsupportedOperationException();
  }

  /** Where to connect for a client that came to {@code clientPort} (for {@code +N} ports). */
  public SocketAddress destination(int clientPort) {
    throw new UnsupportedOperationException();
  }

  /**
   * Changes address and port ({@code set server addr}, DNS). Sessions that live go on.
   *
   * @param address null leaves it; {@code port} 0 leaves it
   * @param by who did it, for the message ("stats socket command", "DNS")
   * @return the text HAProxy answers with
   */
  public String changeAddress(java.net.InetAddress address, int port, String by) {
    throw new UnsupportedOperationException();
  }

  public void fqdn(String name) {
    throw new UnsupportedOperationException();
  }

  /** The source ports of its {@code source} range, or null. */
  public SourcePool sourcePool() {
    throw new UnsupportedOperationException();
  }

  // --- state -----------------------------------------------------------------------------------

  public OperatingState operating() {
    throw new UnsupportedOperationException();
  }

  public Set<AdminFlag> admin() {
    throw new UnsupportedOperationException();
  }

  /** In maintenance, for any reason. */
  public boolean inMaintenance() {
    throw new UnsupportedOperationException();
  }

  /** In drain, for any reason, or weight 0. */
  public boolean draining() {
    throw new UnsupportedOperationException();
  }

  /** May new sessions be balanced to it. */
  public boolean usable() {
    throw new UnsupportedOperationException();
  }

  /** Sets a flag; the message says "by" whom where HAProxy does. */
  public void setAdmin(AdminFlag flag, String cause) {
    throw new UnsupportedOperationException();
  }

  /** Clears flags; leaving maintenance starts checks afresh as HAProxy does. */
  public void clearAdmin(EnumSet<AdminFlag> flags) {
    throw new UnsupportedOperationException();
  }

  /** The status word of statistics: {@code UP}, {@code DOWN 1/3}, {@code MAINT (via b/s)}, ... */
  public String statusText() {
    throw new UnsupportedOperationException();
  }

  /** Seconds since the last UP or DOWN change. */
  public long lastChangeSeconds() {
    throw new UnsupportedOperationException();
  }

  /** Seconds it was down in all. */
  public long downtimeSeconds() {
    throw new UnsupportedOperationException();
  }

  // --- weight ----------------------------------------------------------------------------------

  /** Weight of the configuration. */
  public int initialWeight() {
    throw new UnsupportedOperationException();
  }

  /** Weight set by the administrator or agent, 0 to 256. */
  public int userWeight() {
    throw new UnsupportedOperationException();
  }

  /** What balancing uses, with slowstart, on HAProxy's 0 to 256 statistics scale. */
  public int effectiveWeight() {
    throw new UnsupportedOperationException();
  }

  /**
   * {@code set weight}: a number or a percentage of the initial weight.
   *
   * @return null when done, or HAProxy's error text
   */
  public String changeWeight(String text) {
    throw new UnsupportedOperationException();
  }

  // --- checks ----------------------------------------------------------------------------------

  /** The active check's standing; never null, meaningful when {@code config().check()} is. */
  public CheckHealth check() {
    throw new UnsupportedOperationException();
  }

  /** The agent check's standing; never null. */
  public CheckHealth agent() {
    throw new UnsupportedOperationException();
  }

  /**
   * A check ended. Moves the counter, changes the state after exactly {@code fall} failures or
   * {@code rise} successes, counts and logs as HAProxy does.
   *
   * @param agent whether it was the agent's
   * @param verdict what it means
   */
  public void checkEnded(boolean agent, CheckVerdict verdict, CheckHealth.Outcome outcome) {
    throw new UnsupportedOperationException();
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
    throw new UnsupportedOperationException();
  }

  /** {@code set server health up|stopping|down}. */
  public void forceHealth(OperatingState state) {
    throw new UnsupportedOperationException();
  }

  /** The tracked server, or null. */
  public Server tracked() {
    throw new UnsupportedOperationException();
  }

  /** Servers that track this one. */
  public List<Server> trackers() {
    throw new UnsupportedOperationException();
  }

  // --- limits ----------------------------------------------------------------------------------

  /** {@code maxconn} now, 0 for none; changed by {@code set maxconn server}. */
  public int maxconn() {
    throw new UnsupportedOperationException();
  }

  public void maxconn(int value) {
    throw new UnsupportedOperationException();
  }

  /** The limit in force now between minconn and maxconn, by the backend's load; 0 for none. */
  public int dynamicLimit() {
    throw new UnsupportedOperationException();
  }

  /** Sessions waiting for this very server ({@code qcur}, {@code qmax}). */
  public Gauge queued() {
    throw new UnsupportedOperationException();
  }

  /** Sessions that hold a slot. */
  public int served() {
    throw new UnsupportedOperationException();
  }

  /** {@code lastsess}: seconds since the last session was given to it, -1 for never. */
  public long lastSessionSeconds() {
    throw new UnsupportedOperationException();
  }

  /** Averages over the last 1,024 sessions, milliseconds ({@code qtime ctime rtime ttime}). */
  public SessionTimes times() {
    throw new UnsupportedOperationException();
  }
}
