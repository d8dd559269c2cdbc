package io.haloom.balance;

import io.haloom.proxy.BalanceKey;
import io.haloom.proxy.Balancer;
import io.haloom.proxy.Server;
import io.haloom.proxy.ServerSet;

/** {@code static-rr}: each server in turn, by a map made of the configured weights. */
final class StaticRoundRobin implements Balancer {
  private final MapPlaces places = new MapPlaces();

  @Override
  public boolean fullTogether() {
    return true;
  }

  @Override
  public Server pick(ServerSet set, BalanceKey key, Server avoid) {
    return places.next(avoid);
  }

  @Override
  public void changed(ServerSet set) {
    places.changed(set);
  }
}
