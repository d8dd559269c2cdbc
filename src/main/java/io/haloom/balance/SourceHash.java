package io.haloom.balance;

import io.haloom.proxy.BalanceKey;
import io.haloom.proxy.Balancer;
import io.haloom.proxy.Server;
import io.haloom.proxy.ServerSet;
import java.net.InetAddress;

/**
 * {@code source}: the same server for the same client address, as long as the servers stay the
 * same. A session without an address (UNIX socket) takes the next in turn.
 */
final class SourceHash implements Balancer {
  private final HashPlaces places;
  private final boolean avalanche;

  SourceHash(HashPlaces places, boolean avalanche) {
    this.places = places;
    this.avalanche = avalanche;
  }

  @Override
  public Server pick(ServerSet set, BalanceKey key, Server avoid) {
    InetAddress source = key.sourceAddress();
    Server found = source == null ? null : places.find(hash(set, source), avoid);
    return found == null ? places.next(avoid) : found;
  }

  private int hash(ServerSet set, InetAddress source) {
    if (set.servers().length == 1) {
      return 0;
    }
    int folded = fold(source.getAddress());
    return avalanche ? Hashes.avalanche(folded) : folded;
  }

  /** The exclusive or of its 32-bit words in network order. */
  private static int fold(byte[] address) {
    int folded = 0;
    for (int i = 0; i < address.length; i++) {
      folded ^= (address[i] & 0xff) << 24 - i % 4 * 8;
    }
    return folded;
  }

  @Override
  public void changed(ServerSet set) {
    places.changed(set);
  }
}
