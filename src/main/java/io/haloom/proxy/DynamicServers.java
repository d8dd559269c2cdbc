package io.haloom.proxy;

import io.haloom.model.BackendConfig.UseServer;
import io.haloom.model.ServerConfig;
import java.util.concurrent.locks.ReentrantLock;

/** {@code add server} and {@code del server}: the servers of a backend that come and go. */
public final class DynamicServers {
  private final Backend backend;
  private final ServerList servers;

  DynamicServers(Backend backend, ServerList servers) {
    this.backend = backend;
    this.servers = servers;
  }

  /**
   * {@code add server}: it starts in maintenance, its checks disabled.
   *
   * @param server with id 0 for the next free one
   * @throws IllegalArgumentException with HAProxy's error text
   */
  public Server add(ServerConfig server) {
    ReentrantLock lock = backend.runtime().stateLock();
    lock.lock();
    try {
      if (!backend.scale().dynamic()) {
        throw new IllegalArgumentException(
            "Backend must use a dynamic load balancing to support dynamic servers.");
      }
      if (servers.byName(server.name()) != null) {
        throw new IllegalArgumentException(
            "Already exists a server with the same name in backend.");
      }
      int id = server.id() == 0 ? servers.freeId() : server.id();
      Server added = new Server(backend, server, id, true);
      String refused =
          server.track() == null ? null : backend.runtime().tracking().linkAdded(added);
      if (refused != null) {
        throw new IllegalArgumentException(refused);
      }
      servers.add(added);
      backend.cookies().refresh(added);
      backend.limitsChanged();
      if (backend.runtime().checks() != null
          && (added.check().configured() || added.agent().configured())) {
        backend.runtime().checks().start(added);
      }
      return added;
    } finally {
      lock.unlock();
    }
  }

  /**
   * {@code del server}.
   *
   * @return null when done, or HAProxy's error text
   */
  public String remove(Server server) {
    ReentrantLock lock = backend.runtime().stateLock();
    lock.lock();
    try {
      if (isNeeded(server)) {
        return "This server cannot be removed at runtime due to other configuration elements"
            + " pointing to it.";
      }
      if (!server.inMaintenance()) {
        return "Only servers in maintenance mode can be deleted.";
      }
      boolean busy = server.served() > 0 || server.sessions().get() > 0;
      if (busy || server.queued().get() > 0) {
        return "Server still has connections attached to it, cannot remove it.";
      }
      server.untrack();
      servers.remove(server);
      if (backend.runtime().checks() != null) {
        backend.runtime().checks().stop(server);
      }
      backend.limitsChanged();
      return null;
    } finally {
      lock.unlock();
    }
  }

  /** A server that others track or that a rule or a fetch names stays for good. */
  private boolean isNeeded(Server server) {
    if (server.pinned() || backend.runtime().config().namedServers().contains(server.fullName())) {
      return true;
    }
    for (UseServer rule : backend.config().backend().useServers()) {
      if (server.name().equals(rule.server())) {
        return true;
      }
    }
    return false;
  }
}
