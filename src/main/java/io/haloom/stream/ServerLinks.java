package io.haloom.stream;

import io.haloom.net.Transport;
import io.haloom.proxy.Server;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The idle connections to servers, kept for the next request (configuration manual, {@code
 * http-reuse}). Each belongs to a loop and is taken on that loop only.
 */
final class ServerLinks {
  /** {@code pool-purge-delay}. */
  private static final long PURGE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Transport transport;
  private final Map<Server, Pool> pools = new ConcurrentHashMap<>();

  ServerLinks(Transport transport) {
    this.transport = transport;
  }

  /** The idle connections to one server, by loop. */
  private static final class Pool {
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Deque<ServerLink>> idle = new ArrayList<>();
    private final boolean[] watched;

    Pool(int loops) {
      watched = new boolean[loops];
      for (int i = 0; i < loops; i++) {
        idle.add(new ArrayDeque<>());
      }
    }
  }

  /**
   * Takes an idle connection of the calling loop.
   *
   * @param proven whether only one will do that has been used again before
   * @return the one used last, or null
   */
  ServerLink take(Server server, boolean proven) {
    Pool pool = pools.get(server);
    if (pool == null) {
      return null;
    }
    Deque<ServerLink> idle = pool.idle.get(transport.currentLoop());
    while (true) {
      ServerLink link = next(pool, idle, proven);
      if (link == null || link.isUsable()) {
        return link;
      }
      link.close();
    }
  }

  private static ServerLink next(Pool pool, Deque<ServerLink> idle, boolean proven) {
    pool.lock.lock();
    try {
      for (Iterator<ServerLink> each = idle.iterator(); each.hasNext(); ) {
        ServerLink link = each.next();
        if (!proven || link.isProven()) {
          each.remove();
          return link;
        }
      }
      return null;
    } finally {
      pool.lock.unlock();
    }
  }

  /** Keeps a connection on which nothing is under way. */
  void give(ServerLink link) {
    Pool pool = pools.computeIfAbsent(link.server(), s -> new Pool(transport.loops()));
    int loop = transport.currentLoop();
    boolean watch;
    link.idle();
    pool.lock.lock();
    try {
      pool.idle.get(loop).addFirst(link);
      watch = !pool.watched[loop];
      pool.watched[loop] = true;
    } finally {
      pool.lock.unlock();
    }
    if (watch) {
      transport.fork(() -> purge(pool, loop));
    }
  }

  /** Runs on the loop while there are idle connections, and closes those that stayed too long. */
  private void purge(Pool pool, int loop) {
    Deque<ServerLink> idle = pool.idle.get(loop);
    while (true) {
      LockSupport.parkNanos(this, PURGE_NANOS / 5);
      List<ServerLink> old = new ArrayList<>();
      boolean end;
      pool.lock.lock();
      try {
        long now = System.nanoTime();
        for (Iterator<ServerLink> each = idle.iterator(); each.hasNext(); ) {
          ServerLink link = each.next();
          if (link.connection().peerClosed() || now - link.idleSince() >= PURGE_NANOS) {
            each.remove();
            old.add(link);
          }
        }
        end = idle.isEmpty();
        pool.watched[loop] = !end;
      } finally {
        pool.lock.unlock();
      }
      old.forEach(ServerLink::close);
      if (end) {
        return;
      }
    }
  }
}
