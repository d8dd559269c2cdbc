package io.haloom.balance;

import io.haloom.proxy.BalanceKey;
import io.haloom.proxy.Balancer;
import io.haloom.proxy.Server;
import io.haloom.proxy.ServerSet;
import java.util.Arrays;
import java.util.Comparator;

/** {@code first}: the server with the lowest id that has room; weights do not count. */
final class First implements Balancer {
  private volatile Server[] byId = new Server[0];

  @Override
  public boolean fullTogether() {
    return true;
  }

  @Override
  public Server pick(ServerSet set, BalanceKey key, Server avoid) {
    Server avoided = null;
    for (Server server : byId) {
      if (server.hasRoom()) {
        if (server != avoid) {
          return server;
        }
        avoided = server;
      }
    }
    return avoided;
  }

  @Override
  public void changed(ServerSet set) {
    Server[] sorted = set.servers().clone();
    Arrays.sort(sorted, Comparator.comparingInt(Server::id));
    byId = sorted;
  }
}
