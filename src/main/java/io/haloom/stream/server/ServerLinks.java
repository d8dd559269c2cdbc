package io.haloom.stream.server;

import io.haloom.model.HttpConfig.Reuse;
import io.haloom.net.Transport;
import io.haloom.proxy.Server;
import io.haloom.proxy.count.ProcessCounters;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The idle connections to servers that any stream may use, by server. */
public final class ServerLinks {
  private final Transport transport;
  private final Map<Server, ServerPool> pools = new ConcurrentHashMap<>();

  public ServerLinks(Transport transport) {
    this.transport = transport;
  }

  /**
   * Takes an idle connection.
   *
   * @param first whether a refusal would cost the client the first request of its connection, which
   *     it may not know to repeat
   * @return null where there is none that {@code http-reuse} lets this request have
   */
  ServerLink take(Server server, LinkKey key, Reuse reuse, boolean first) {
    ServerPool pool = reuse == Reuse.NEVER ? null : pools.get(server);
    if (pool == null || server.connections().idle() == 0 || first && reuse == Reuse.SAFE) {
      return null;
    }
    if (!first) {
      return pool.take(key, ServerPool.Wanted.FRESH_FIRST);
    }
    return pool.take(
        key, reuse == Reuse.ALWAYS ? ServerPool.Wanted.SAFE_FIRST : ServerPool.Wanted.SAFE_ONLY);
  }

  /** Keeps a connection on which nothing is under way, or closes it where there are enough. */
  void give(ServerLink link, ProcessCounters process) {
    if (process.stopping()) {
      link.close();
    } else {
      ServerPool known = pools.get(link.server());
      ServerPool pool = known == null ? pools.computeIfAbsent(link.server(), this::pool) : known;
      pool.give(link);
    }
  }

  private ServerPool pool(Server server) {
    ServerPool pool = new ServerPool(transport, server);
    server
        .connections()
        .closer(
            () -> {
              pools.remove(server, pool);
              pool.closeAll();
            });
    return pool;
  }
}
