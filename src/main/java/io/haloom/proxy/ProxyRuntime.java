package io.haloom.proxy;

import io.haloom.model.Config;
import io.haloom.net.MemoryBudget;
import io.haloom.net.Transport;
import io.haloom.proxy.count.ProcessCounters;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;

/** All proxies of the process, and what they share. */
public final class ProxyRuntime {
  private final Transport transport;
  private final Events events;
  private final Defects defects;
  private final Timers timers;
  private final ReentrantLock stateLock = new ReentrantLock();
  private final Tracking tracking = new Tracking(this);
  private final MemoryBudget memory = MemoryBudget.ofHeap();
  private final CapturedMessages captured = new CapturedMessages();
  private final ProcessCounters process;
  private final Map<String, Frontend> frontends = new ConcurrentHashMap<>();
  private final Map<String, Backend> backends = new ConcurrentHashMap<>();
  private final List<Proxy> inOrder = new CopyOnWriteArrayList<>();
  private volatile Config config;
  private volatile SessionRegistry sessions;
  private volatile CheckControl checks;
  private volatile boolean started;

  public ProxyRuntime(Config config, Transport transport, Events events) {
    this(config, transport, events, null);
  }

  /**
   * @param timers null for the system's
   */
  public ProxyRuntime(Config config, Transport transport, Events events, Timers timers) {
    this.defects = new Defects(events);
    this.timers = timers == null ? new SystemTimers(defects) : timers;
    this.config = config;
    this.transport = transport;
    this.events = events;
    this.process = new ProcessCounters(transport.loops());
  }

  /** The configuration of now. */
  public Config config() {
    return config;
  }

  public Transport transport() {
    return transport;
  }

  public Events events() {
    return events;
  }

  /** Where defects of ours are told of. */
  public Defects defects() {
    return defects;
  }

  /** The clock and timer of everything that runs. */
  public Timers timers() {
    return timers;
  }

  /**
   * Guards states, weights and server lists of all backends: of all, because servers track servers
   * of other backends. Never waited for while a queue or a balancer is locked.
   */
  ReentrantLock stateLock() {
    return stateLock;
  }

  Tracking tracking() {
    return tracking;
  }

  /** False while starting, when HAProxy does not report what is in maintenance. */
  public boolean started() {
    return started;
  }

  public void started(boolean value) {
    started = value;
  }

  /** Messages that were not as they should be. */
  public CapturedMessages captured() {
    return captured;
  }

  /** What buffers may take. */
  public MemoryBudget memory() {
    return memory;
  }

  public ProcessCounters process() {
    return process;
  }

  public SessionRegistry sessions() {
    return sessions;
  }

  public void sessions(SessionRegistry registry) {
    sessions = registry;
  }

  /** The check service, or null before it was started. */
  public CheckControl checks() {
    return checks;
  }

  public void checks(CheckControl service) {
    checks = service;
  }

  /** The frontend (or listen) of that name, or null. */
  public Frontend frontend(String name) {
    return frontends.get(name);
  }

  /** The backend (or listen) of that name, or null. */
  public Backend backend(String name) {
    return backends.get(name);
  }

  public Collection<Frontend> frontends() {
    return inOrder.stream().map(Proxy::frontend).filter(java.util.Objects::nonNull).toList();
  }

  public Collection<Backend> backends() {
    return inOrder.stream().map(Proxy::backend).filter(java.util.Objects::nonNull).toList();
  }

  /** In the order of the configuration, as statistics list them. */
  public List<Proxy> proxies() {
    return inOrder;
  }

  /** Adds a proxy; called while starting, before any listener is open. */
  public void add(Proxy proxy) {
    inOrder.add(proxy);
    if (proxy.frontend() != null) {
      frontends.put(proxy.config().name(), proxy.frontend());
    }
    if (proxy.backend() != null) {
      backends.put(proxy.config().name(), proxy.backend());
      tracking.added(proxy.backend());
    }
  }
}
