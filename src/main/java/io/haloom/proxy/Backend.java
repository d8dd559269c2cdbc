package io.haloom.proxy;

import io.haloom.model.ProxyConfig;
import io.haloom.model.ServerConfig;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The serving side of a proxy: its servers, its queue and its balancer.
 *
 * <p>{@link #lock()} guards state, weights, the server list and the queues. The way of a session
 * takes it only when a server is full; {@link #set()} is read without it.
 */
public final class Backend {
  private final ProxyRuntime runtime;
  private final ProxyConfig config;
  private final Balancer balancer;
  private final Counters counters;
  private final ReentrantLock lock = new ReentrantLock();
  private final Gauge sessions = new Gauge();
  private final Rate sessionRate = new Rate();

  public Backend(ProxyRuntime runtime, ProxyConfig config, Balancer balancer) {
    this.runtime = runtime;
    this.config = config;
    this.balancer = balancer;
    this.counters = new Counters(runtime.transport().loops());
  }

  public ProxyRuntime runtime() {
    return runtime;
  }

  public ProxyConfig config() {
    return config;
  }

  public String name() {
    return config.name();
  }

  public Balancer balancer() {
    return balancer;
  }

  public Counters counters() {
    return counters;
  }

  ReentrantLock lock() {
    return lock;
  }

  /** {@code scur}, {@code smax}. */
  public Gauge sessions() {
    return sessions;
  }

  /** {@code rate}. */
  public Rate sessionRate() {
    return sessionRate;
  }

  /** All servers in order, with those added while running. */
  public List<Server> servers() {
    throw new UnsupportedOperationException();
  }

  /** By name, or null. */
  public Server server(String name) {
    throw new UnsupportedOperationException();
  }

  /** By {@code sid}, or null. */
  public Server server(int id) {
    throw new UnsupportedOperationException();
  }

  /** {@code add server}: it starts in maintenance. */
  public Server add(ServerConfig server) {
    throw new UnsupportedOperationException();
  }

  /**
   * {@code del server}.
   *
   * @return null when done, or HAProxy's error text
   */
  public String remove(Server server) {
    throw new UnsupportedOperationException();
  }

  /** What the balancer chooses from. */
  public ServerSet set() {
    throw new UnsupportedOperationException();
  }

  /** Usable active and backup servers ({@code act}, {@code bck}). */
  public int activeUsable() {
    throw new UnsupportedOperationException();
  }

  public int backupUsable() {
    throw new UnsupportedOperationException();
  }

  /** {@code fullconn}, configured or computed. */
  public int fullconn() {
    throw new UnsupportedOperationException();
  }

  /** Sessions in the backend's queue and those of its servers ({@code qcur}, {@code qmax}). */
  public Gauge queued() {
    throw new UnsupportedOperationException();
  }

  /**
   * Chooses a server and takes a slot, without waiting.
   *
   * @param key what hashing looks at
   * @param avoid the server of the failed attempt, or null
   * @return the slot; or null, and then {@link #set()} is empty when no server is up, else all are
   *     full and the caller queues with {@link #enqueue}
   */
  public ServerSlot tryAssign(BalanceKey key, Server avoid) {
    throw new UnsupportedOperationException();
  }

  /** Takes a slot of this very server (persistence, use-server), or null when it is full. */
  public ServerSlot trySlot(Server server) {
    throw new UnsupportedOperationException();
  }

  /**
   * Queues the calling session, for one server or (null) for any. Whoever frees a slot hands it to
   * the first in the queue and unparks {@link QueueEntry#waiter()}.
   *
   * @return the entry, or null when {@code maxqueue} of the server is reached
   */
  public QueueEntry enqueue(Thread waiter, Server only, int priorityClass, int priorityOffset) {
    throw new UnsupportedOperationException();
  }

  /** The backend's downtime and last change, seconds. */
  public long downtimeSeconds() {
    throw new UnsupportedOperationException();
  }

  public long lastChangeSeconds() {
    throw new UnsupportedOperationException();
  }

  /** {@code lastsess}, seconds, -1 for never. */
  public long lastSessionSeconds() {
    throw new UnsupportedOperationException();
  }

  public SessionTimes times() {
    throw new UnsupportedOperationException();
  }
}
