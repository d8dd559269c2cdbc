package io.haloom.proxy;

import io.haloom.model.ServerConfig.ServerLimits;
import io.haloom.proxy.count.Counters;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many sessions a server serves and may serve. While nobody queues and the limit is not
 * reached, taking and giving back a slot is one atomic operation and no lock; without a limit each
 * loop counts for itself.
 */
final class ServerLimit {
  private final Server server;
  private final Counters unlimited;

  /**
   * Slots taken while there was a limit, less those given back; a slot may be taken with a limit
   * and given back without, so that only the sum of both counts tells something.
   */
  private final AtomicInteger limited = new AtomicInteger();

  private final SessionQueue queue = new SessionQueue();
  private volatile int maxconn;
  private volatile int minconn;

  ServerLimit(Server server) {
    this.server = server;
    this.unlimited = server.counters();
    ServerLimits limits = server.config().share().limits();
    maxconn = Math.max(limits.maxconn(), limits.minconn());
    minconn = limits.minconn() > 0 ? Math.min(limits.minconn(), maxconn) : maxconn;
  }

  int served() {
    return limited.get() + unlimited();
  }

  private int unlimited() {
    return (int) unlimited.get(Counters.SERVED);
  }

  SessionQueue queue() {
    return queue;
  }

  int maxconn() {
    return maxconn;
  }

  /** A static limit stays static. */
  void maxconn(int value) {
    if (minconn == maxconn) {
      minconn = value;
    }
    maxconn = value;
  }

  boolean isDynamic() {
    return minconn != maxconn;
  }

  /** The limit now: between minconn and maxconn by the backend's load; 0 for none. */
  int now() {
    int max = maxconn;
    if (max == 0) {
      return 0;
    }
    Backend backend = server.backend();
    if (minconn != max) {
      long load = backend.sessions().get();
      long full = backend.fullconn();
      if (load < full) {
        max = (int) Math.max(minconn, load * max / full);
      }
    }
    return server.state().slowstart().limited(max);
  }

  /** Whether a new session would be served at once. */
  boolean hasRoom() {
    return maxconn == 0 || queue.isEmpty() && served() < now();
  }

  /** Whether it may serve or, up to maxqueue, queue one more. */
  boolean hasRoomOrQueue() {
    int sessions = served() + queue.length().get();
    return maxconn == 0 || sessions < now() + server.config().share().limits().maxqueue();
  }

  /** Takes a slot without overtaking whoever waits for this server; for a stripe's thread. */
  boolean take(int stripe) {
    if (maxconn == 0) {
      unlimited.add(stripe, Counters.SERVED, 1);
      return true;
    }
    return queue.isEmpty() && takeForWaiter();
  }

  /** Takes a slot whoever waits. */
  boolean takeForWaiter() {
    int limit = now();
    if (limit == 0) {
      unlimited.add(Counters.ANYWHERE, Counters.SERVED, 1);
      return true;
    }
    limit -= unlimited();
    int current = limited.get();
    while (current < limit) {
      int seen = limited.compareAndExchange(current, current + 1);
      if (seen == current) {
        return true;
      }
      current = seen;
    }
    return false;
  }

  /** Whether one who leaves may pass its slot on. */
  boolean mayPassOn() {
    int limit = now();
    return limit == 0 || served() <= limit;
  }

  void giveBack(int stripe) {
    if (maxconn == 0) {
      unlimited.add(stripe, Counters.SERVED, -1);
    } else {
      limited.decrementAndGet();
    }
  }
}
