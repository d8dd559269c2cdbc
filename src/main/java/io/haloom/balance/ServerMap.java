package io.haloom.balance;

import io.haloom.proxy.Server;
import io.haloom.proxy.ServerSet;
import java.util.Arrays;

/**
 * Servers in an array as long as the sum of their weights, each as often as its weight and evenly
 * spread; the first server comes first, and declaration order decides among equals. The same array
 * as HAProxy's for the same servers.
 */
final class ServerMap {
  private ServerMap() {}

  static Server[] of(ServerSet set) {
    Server[] servers = set.servers();
    if (Arrays.stream(set.weights()).allMatch(weight -> weight == 1)) {
      return servers;
    }
    int total = set.totalWeight();
    Server[] map = new Server[total];
    long[] scores = new long[servers.length];
    for (int slot = 0; slot < total; slot++) {
      int best = -1;
      long most = 0;
      for (int i = 0; i < servers.length; i++) {
        scores[i] += set.weights()[i];
        long claim = (scores[i] + total) / total;
        if (best < 0 || claim > most) {
          most = claim;
          best = i;
        }
      }
      map[slot] = servers[best];
      scores[best] -= total;
    }
    return map;
  }
}
