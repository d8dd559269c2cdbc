package io.haloom.balance;

import io.haloom.proxy.BalanceKey;
import io.haloom.proxy.Balancer;
import io.haloom.proxy.Server;
import io.haloom.proxy.ServerSet;
import io.haloom.proxy.count.BriefLock;

/**
 * {@code roundrobin}: each server in turn by its weight, as smoothly as weights allow, following
 * changes of weight at once. Full servers are passed over.
 */
final class RoundRobin implements Balancer {
  private final BriefLock lock = new BriefLock();
  private final WeightedTurns actives = new WeightedTurns();
  private final WeightedTurns backups = new WeightedTurns();

  @Override
  public boolean fullTogether() {
    return true;
  }

  @Override
  public Server pick(ServerSet set, BalanceKey key, Server avoid) {
    Server[] servers = set.servers();
    if (servers.length == 1) {
      // Turns of one among none need no lock, which each loop would take for each request.
      return servers[0].hasRoom() ? servers[0] : null;
    }
    lock.lock();
    try {
      return turns(set).next(avoid);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void changed(ServerSet set) {
    lock.lock();
    try {
      turns(set).update(set);
      if (set.backups()) {
        actives.update(ServerSet.EMPTY);
      }
    } finally {
      lock.unlock();
    }
  }

  private WeightedTurns turns(ServerSet set) {
    return set.backups() ? backups : actives;
  }
}
