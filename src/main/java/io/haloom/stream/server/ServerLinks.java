package io.haloom.stream.server;

import io.haloom.model.HttpConfig.Reuse;
import io.haloom.net.Transport;
import io.haloom.proxy.Server;
import io.haloom.proxy.count.ProcessCounters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The idle connections to servers that any stream may use, by server. */
public final class ServerLinks {
  private final Transport transport;
  private final ProcessCounters process;
  private final Map<Server, ServerPool> pools = new ConcurrentHashMap<>();
  private final List<Diallings> diallings = new ArrayList<>();

  /**
   * @param process nothing is kept while it stops
   */
  public ServerLinks(Transport transport, ProcessCounters process) {
    this.transport = transport;
    this.process = process;
    for (int i = 0; i < transport.loops(); i++) {
      diallings.add(new Diallings());
    }
  }

  /** Those on their way on the caller's loop that will be shared by all. */
  Diallings diallings() {
    return diallings.get(transport.currentLoop());
  }

  /**
   * Takes an idle connection.
   *
   * @param first whether a refusal would cost the client the first request of its connection, which
   *     it may not know to repeat
   * @return null where there is none that {@code http-reuse} lets this request have
   */
  KeptLink take(Server server, LinkKey key, Reuse reuse, boolean first) {
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

  /** A request on a connection that carries others and has room for those of all; or null. */
  ServerLink join(Server server, LinkKey key) {
    ServerPool pool = pools.get(server);
    return pool == null ? null : pool.shared(transport.currentLoop()).join(key);
  }

  /** Where requests of all find it while it is in use. */
  SharedLinks shared(SharedLink link) {
    return poolOf(link.server()).shared(link.connection().loop());
  }

  /** Keeps a connection on which nothing is under way, or closes it where there are enough. */
  void give(KeptLink link) {
    if (process.stopping()) {
      link.close();
    } else {
      poolOf(link.server()).give(link);
    }
  }

  private ServerPool poolOf(Server server) {
    ServerPool known = pools.get(server);
    return known == null ? pools.computeIfAbsent(server, this::pool) : known;
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
