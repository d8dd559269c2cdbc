package io.haloom.balance;

import io.haloom.proxy.Server;
import io.haloom.proxy.ServerSet;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * {@code hash-type map-based}: the hash modulo the total weight. Most hashes change servers when
 * one comes or goes. {@code avoid} has no effect on hashes, as in HAProxy.
 */
final class MapPlaces implements HashPlaces {
  private final AtomicInteger turn = new AtomicInteger();
  private volatile Server[] map = new Server[0];

  @Override
  public Server find(int hash, Server avoid) {
    Server[] now = map;
    return now.length == 0 ? null : now[Integer.remainderUnsigned(hash, now.length)];
  }

  @Override
  public Server next(Server avoid) {
    Server[] now = map;
    while (true) {
      int seen = turn.get();
      int start = seen < now.length ? seen : 0;
      int found = -1;
      for (int i = 0; i < now.length; i++) {
        int place = start + i < now.length ? start + i : start + i - now.length;
        if (!now[place].hasRoom()) {
          continue;
        }
        if (now[place] != avoid) {
          found = place;
          break;
        }
        found = place;
      }
      if (found < 0) {
        return null;
      }
      if (turn.compareAndSet(seen, found + 1)) {
        return now[found];
      }
    }
  }

  @Override
  public void changed(ServerSet set) {
    map = ServerMap.of(set);
  }
}
