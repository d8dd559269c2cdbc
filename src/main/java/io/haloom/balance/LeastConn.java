package io.haloom.balance;

import io.haloom.proxy.BalanceKey;
import io.haloom.proxy.Balancer;
import io.haloom.proxy.Server;
import io.haloom.proxy.ServerSet;
import io.haloom.proxy.count.BriefLock;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code leastconn}: the server with the fewest sessions by weight, in turn among equals. Idle
 * servers come first whatever their weight, so that a light load is shared by all. Queued sessions
 * count, and a server whose own queue may grow (maxqueue) is not full.
 */
final class LeastConn implements Balancer {
  private static final long MAX_WEIGHT = 4096;

  /** A server in the heap, or out of it while it is not in the set. */
  private static final class Load extends ServerHeap.Node {
    private int weight;
    private boolean kept;

    Load(Server server) {
      super(server);
    }

    long wanted() {
      long sessions = server.served() + server.queued().get();
      return sessions == 0 ? 0 : (sessions + 1) * MAX_WEIGHT / weight;
    }
  }

  private final BriefLock lock = new BriefLock();
  private final ServerHeap heap = new ServerHeap();
  private final List<Load> loads = new ArrayList<>();

  @Override
  public Server pick(ServerSet set, BalanceKey key, Server avoid) {
    lock.lock();
    try {
      ServerHeap.Node best = best(0, avoid, null);
      if (best != null) {
        return best.server;
      }
      return avoid != null && isIn(avoid) && avoid.hasRoomOrQueue() ? avoid : null;
    } finally {
      lock.unlock();
    }
  }

  /** The first in order that is neither full nor avoided: looks below such ones only. */
  private ServerHeap.Node best(int index, Server avoid, ServerHeap.Node soFar) {
    if (index >= heap.size()) {
      return soFar;
    }
    ServerHeap.Node node = heap.at(index);
    if (soFar != null && soFar.before(node)) {
      return soFar;
    }
    if (node.server != avoid && node.server.hasRoomOrQueue()) {
      return node;
    }
    return best(2 * index + 2, avoid, best(2 * index + 1, avoid, soFar));
  }

  private static boolean isIn(Server server) {
    return server.balancerData() instanceof Load load && load.heap() != null;
  }

  @Override
  public void loadChanged(Server server) {
    if (!(server.balancerData() instanceof Load load)) {
      return;
    }
    lock.lock();
    try {
      if (load.heap() != null) {
        long wanted = load.wanted();
        if (wanted != load.key()) {
          heap.remove(load);
          heap.insert(load, wanted);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void changed(ServerSet set) {
    lock.lock();
    try {
      loads.forEach(load -> load.kept = false);
      for (int i = 0; i < set.servers().length; i++) {
        include(set.servers()[i], set.weights()[i]);
      }
      loads.removeIf(this::removeGone);
    } finally {
      lock.unlock();
    }
  }

  private void include(Server server, int weight) {
    Load load = server.balancerData() instanceof Load known ? known : new Load(server);
    server.balancerData(load);
    load.kept = true;
    boolean in = load.heap() != null;
    if (in && load.weight == weight) {
      return;
    }
    load.weight = weight;
    if (in) {
      heap.remove(load);
    } else {
      loads.add(load);
    }
    heap.insert(load, load.wanted());
  }

  private boolean removeGone(Load load) {
    if (!load.kept) {
      heap.remove(load);
    }
    return !load.kept;
  }
}
