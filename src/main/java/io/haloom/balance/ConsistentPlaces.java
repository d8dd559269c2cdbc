package io.haloom.balance;

import io.haloom.proxy.Server;
import io.haloom.proxy.ServerSet;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * {@code hash-type consistent}: the server nearest to the hash on a ring, so that only the hashes
 * of a server that comes or goes change servers. With {@code hash-balance-factor}, a server that
 * has more than that percentage of its share is passed over (Mirrokni, Thorup and Zadimoghaddam,
 * "Consistent Hashing with Bounded Loads").
 */
final class ConsistentPlaces implements HashPlaces {

  /**
   * What a server has on the ring: its points, those of the servers before it, and the most points
   * it ever had or was configured with.
   */
  private record Share(int weight, int before, int most) {}

  /** From here on the ring is made anew rather than adapted server by server. */
  private static final int MANY_CHANGES = 4;

  /** Points for each unit of a configured weight. */
  private static final int FINENESS = 16;

  private final int balanceFactor;
  private final AtomicInteger turn = new AtomicInteger(-1);
  private volatile HashRing ring = HashRing.EMPTY;
  private volatile int totalWeight;
  private Set<Server> members = Set.of();

  /**
   * @param balanceFactor percent, 0 for none
   */
  ConsistentPlaces(int balanceFactor) {
    this.balanceFactor = balanceFactor;
  }

  @Override
  public Server find(int hash, Server avoid) {
    HashRing now = ring;
    if (now.size() == 0) {
      return null;
    }
    int place = now.nearest(hash);
    Server server = now.owner(place);
    for (int passed = 0; passed < now.size(); passed++) {
      if (server != avoid && isBelowShare(server)) {
        return server;
      }
      place = place + 1 == now.size() ? 0 : place + 1;
      server = now.owner(place);
    }
    return now.owner(now.size() - 1);
  }

  /** The effective weight of a server of the ring. */
  int weight(Server server) {
    return ((Share) server.balancerData()).weight;
  }

  private boolean isBelowShare(Server server) {
    if (balanceFactor == 0) {
      return true;
    }
    if (!(server.balancerData() instanceof Share share)) {
      // Another balancer has it by now, and this choice is the last one here.
      return true;
    }
    long total = totalWeight;
    long slots = ((server.backend().served() + 1L) * balanceFactor + 99) / 100;
    long rest = slots % total;
    long own = share.weight * (slots / total);
    own += (share.before + share.weight) * rest / total - share.before * rest / total;
    return server.served() < Math.max(1, own);
  }

  @Override
  public Server next(Server avoid) {
    HashRing now = ring;
    while (now.size() > 0) {
      int seen = turn.get();
      int found = -1;
      for (int i = 1; i <= now.size(); i++) {
        int place = (int) ((seen + (long) i) % now.size());
        Server server = now.owner(place);
        if (server.hasRoom()) {
          found = place;
          if (server != avoid) {
            break;
          }
        }
      }
      if (found < 0) {
        return null;
      }
      if (turn.compareAndSet(seen, found)) {
        return now.owner(found);
      }
    }
    return null;
  }

  @Override
  public void changed(ServerSet set) {
    Set<Server> gone = new HashSet<>(members);
    Set<Server> kept = new HashSet<>();
    Set<Server> outgrown = new HashSet<>();
    int changes = 0;
    int[] had = new int[set.servers().length];
    int before = 0;
    for (int i = 0; i < had.length; i++) {
      Server server = set.servers()[i];
      int weight = set.weights()[i];
      had[i] = gone.remove(server) ? weight(server) : 0;
      changes += had[i] == weight ? 0 : 1;
      int most = most(server);
      if (weight > most) {
        outgrown.add(server);
      }
      server.balancerData(new Share(weight, before, Math.max(weight, most)));
      kept.add(server);
      before += weight;
    }
    totalWeight = Math.max(1, set.totalWeight());
    members = kept;
    HashRing next =
        changes + gone.size() > MANY_CHANGES
            ? HashRing.of(set.servers(), set.weights())
            : adapted(set, had, gone);
    int at = successor(next, outgrown);
    ring = next;
    turn.set(at);
  }

  private static int most(Server server) {
    return server.balancerData() instanceof Share share
        ? share.most
        : server.config().share().weight() * FINENESS;
  }

  /**
   * Where the next ring has the point that had the last turn. A point that is gone, or whose server
   * has more points than ever, passes its turn to the one after it.
   */
  private int successor(HashRing next, Set<Server> outgrown) {
    HashRing old = ring;
    int last = turn.get();
    for (int i = 0; last >= 0 && i < old.size(); i++) {
      int place = (last + i) % old.size();
      int found = outgrown.contains(old.owner(place)) ? -1 : next.find(old, place);
      if (found >= 0) {
        return found;
      }
    }
    return -1;
  }

  private HashRing adapted(ServerSet set, int[] had, Set<Server> gone) {
    HashRing next = ring;
    for (int i = 0; i < had.length; i++) {
      Server server = set.servers()[i];
      int weight = set.weights()[i];
      if (weight > had[i]) {
        next = next.with(server, had[i], weight);
      } else if (weight < had[i]) {
        next = next.without(server, weight);
      }
    }
    for (Server server : gone) {
      next = next.without(server, 0);
    }
    return next;
  }
}
