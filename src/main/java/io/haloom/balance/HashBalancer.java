package io.haloom.balance;

import io.haloom.proxy.BalanceKey;
import io.haloom.proxy.Balancer;
import io.haloom.proxy.Server;
import io.haloom.proxy.ServerSet;
import io.haloom.sample.Hashes;

/**
 * {@code source}, {@code uri}, {@code url_param}, {@code hdr}, {@code rdp-cookie} and {@code hash}:
 * the same server for the same key, as long as the servers stay the same. A session without a key
 * takes the next in turn.
 */
final class HashBalancer implements Balancer {
  private final HashKey key;
  private final HashPlaces places;
  private final boolean avalanche;

  HashBalancer(HashKey key, HashPlaces places, boolean avalanche) {
    this.key = key;
    this.places = places;
    this.avalanche = avalanche;
  }

  @Override
  public Server pick(ServerSet set, BalanceKey session, Server avoid) {
    long hash = key.hash(session, set.servers().length == 1);
    Server found = null;
    if (hash != HashKey.NONE) {
      found = places.find(avalanche ? Hashes.avalanche((int) hash) : (int) hash, avoid);
    }
    return found == null ? places.next(avoid) : found;
  }

  @Override
  public void changed(ServerSet set) {
    places.changed(set);
  }
}
