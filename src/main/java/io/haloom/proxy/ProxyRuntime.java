package io.haloom.proxy;

import io.haloom.model.Config;
import io.haloom.net.Transport;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** All proxies of the process, and what they share. */
public final class ProxyRuntime {
  private final Transport transport;
  private final Events events;
  private final ProcessCounters process;
  private final Map<String, Frontend> frontends = new ConcurrentHashMap<>();
  private final Map<String, Backend> backends = new ConcurrentHashMap<>();
  private final List<Proxy> inOrder = new CopyOnWriteArrayList<>();
  private volatile Config config;
  private volatile SessionRegistry sessions;
  private volatile CheckControl checks;

  public ProxyRuntime(Config config, Transport transport, Events events) {
    this.config = config;
    this.transport = transport;
    this.events = events;
    this.process = new ProcessCounters(transport.loops());
  }

  public Config config() {
    return config;
  }

  public Transport transport() {
    return transport;
  }

  public Events events() {
    return events;
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
    }
  }
}
