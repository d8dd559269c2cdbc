package io.haloom.stream.server;

import io.haloom.model.PoolConfig;
import io.haloom.net.Connection;
import io.haloom.net.Transport;
import io.haloom.proxy.Server;
import io.haloom.proxy.ServerConnections;
import io.haloom.proxy.count.BriefLock;
import io.haloom.proxy.state.OperatingState;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * The idle connections to one server that any stream may use (configuration manual, {@code
 * http-reuse}, {@code pool-max-conn}, {@code pool-low-conn}, {@code pool-purge-delay}).
 *
 * <p>Each belongs to a loop, where a thread watches them while there are any: what the server
 * closes is closed at once, and of what nobody needed for a while half is closed. A loop that has
 * none takes one of another.
 */
final class ServerPool {
  private final Transport transport;
  private final Server server;
  private final ServerConnections figures;
  private final BriefLock estimate = new BriefLock();
  private final List<Shelf> shelves = new ArrayList<>();
  private long purgedAt = System.nanoTime();
  private int surplus;

  /** What a loop has, guarded by its lock, which other loops hardly ever take. */
  private static final class Shelf {
    private final BriefLock lock = new BriefLock();
    private final IdleLinks fresh = new IdleLinks();
    private final IdleLinks safe = new IdleLinks();

    /** Those in use that have room for requests of all. */
    private final SharedLinks shared = new SharedLinks();

    private Thread keeper;

    int size() {
      return fresh.size() + safe.size();
    }
  }

  ServerPool(Transport transport, Server server) {
    this.transport = transport;
    this.server = server;
    this.figures = server.connections();
    for (int i = 0; i < transport.loops(); i++) {
      shelves.add(new Shelf());
    }
  }

  /** Which connections will do, and which first. */
  enum Wanted {
    SAFE_ONLY,
    SAFE_FIRST,
    FRESH_FIRST
  }

  // --- taking ----------------------------------------------------------------------------------

  /** Takes a connection that lives, to the caller's loop; or null. */
  KeptLink take(LinkKey key, Wanted wanted) {
    int here = transport.currentLoop();
    KeptLink link = takeFrom(here, key, wanted);
    if (link != null || figures.idle() < config().lowConn()) {
      return link;
    }
    for (int i = 1; i < shelves.size() && link == null; i++) {
      link = takeFrom((here + i) % shelves.size(), key, wanted);
    }
    return link;
  }

  private KeptLink takeFrom(int loop, LinkKey key, Wanted wanted) {
    Shelf shelf = shelves.get(loop);
    while (true) {
      KeptLink link;
      shelf.lock.lock();
      try {
        link = poll(shelf, loop, key, wanted);
      } finally {
        shelf.lock.unlock();
      }
      KeptLink brought = link == null ? null : brought(link);
      if (link == null || brought != null && brought.isUsable()) {
        return brought;
      }
      (brought == null ? link : brought).close();
    }
  }

  private KeptLink poll(Shelf shelf, int loop, LinkKey key, Wanted wanted) {
    IdleLinks first = wanted == Wanted.FRESH_FIRST ? shelf.fresh : shelf.safe;
    IdleLinks second = wanted == Wanted.FRESH_FIRST ? shelf.safe : shelf.fresh;
    KeptLink link = first.poll(key, loop != transport.currentLoop());
    if (link == null && wanted != Wanted.SAFE_ONLY) {
      link = second.poll(key, loop != transport.currentLoop());
    }
    if (link != null) {
      figures.idle(loop, link.isSafe(), -1);
    }
    return link;
  }

  private KeptLink brought(KeptLink link) {
    if (link.connection().loop() == transport.currentLoop()) {
      link.watch(null);
      return link;
    }
    Connection connection = transport.bring(link.connection());
    if (connection == null) {
      return null;
    }
    link.watch(null);
    return connection == link.connection() ? link : link.moved(connection);
  }

  /** Those of a loop that are in use and have room for requests of all. */
  SharedLinks shared(int loop) {
    return shelves.get(loop).shared;
  }

  // --- giving ----------------------------------------------------------------------------------

  /** Keeps a connection on which nothing is under way, or closes it where there are enough. */
  void give(KeptLink link) {
    int loop = link.connection().loop();
    Shelf shelf = shelves.get(loop);
    link.idle();
    boolean keeps;
    shelf.lock.lock();
    try {
      keeps = wants(shelf, link);
      if (keeps) {
        (link.isSafe() ? shelf.safe : shelf.fresh).add(link);
        figures.idle(loop, link.isSafe(), 1);
        link.unuse();
        watch(link, shelf, loop);
      }
    } finally {
      shelf.lock.unlock();
    }
    if (!keeps) {
      link.close();
    }
  }

  private boolean wants(Shelf shelf, KeptLink link) {
    int idle = figures.idle();
    if (config().purgeDelayMillis() <= 0 || server.maxIdle() != -1 && idle >= server.maxIdle()) {
      return false;
    }
    if (config().maxReuse() >= 0 && link.requests() > config().maxReuse() || isGone()) {
      return false;
    }
    boolean none = shelf.safe.size() == 0 && (link.isSafe() || shelf.fresh.size() == 0);
    int used = figures.used();
    return none || used + idle <= Math.max(used, figures.needed()) + config().lowConn();
  }

  private boolean isGone() {
    return server.inMaintenance() || server.operating() == OperatingState.STOPPED;
  }

  private void watch(KeptLink link, Shelf shelf, int loop) {
    if (shelf.keeper == null) {
      shelf.keeper = transport.fork(() -> keep(shelf, loop));
    }
    link.watch(shelf.keeper);
  }

  // --- keeping ---------------------------------------------------------------------------------

  /** Runs on the loop while it has idle connections. */
  private void keep(Shelf shelf, int loop) {
    long delay = config().purgeDelayMillis() * 1_000_000L;
    long next = System.nanoTime() + delay;
    boolean goesOn = true;
    while (goesOn) {
      LockSupport.parkNanos(this, Math.max(1, next - System.nanoTime()));
      List<KeptLink> old = new ArrayList<>();
      shelf.lock.lock();
      try {
        int before = figures.idle();
        shelf.safe.drainClosed(old);
        shelf.fresh.drainClosed(old);
        if (System.nanoTime() - next >= 0) {
          next += delay;
          purge(shelf, before, old);
        }
        old.forEach(link -> figures.idle(loop, link.isSafe(), -1));
        goesOn = shelf.size() > 0;
        if (!goesOn) {
          shelf.keeper = null;
        }
      } finally {
        shelf.lock.unlock();
      }
      old.forEach(KeptLink::close);
    }
  }

  /** The first loop whose time has come estimates for all; each closes its share. */
  private void purge(Shelf shelf, int idle, List<KeptLink> old) {
    int tooMany = surplus();
    if (tooMany > 0 && idle > 0) {
      int share = (int) ((long) tooMany * shelf.size() / idle) + 1;
      shelf.fresh.drain(share, old);
      shelf.safe.drain(share - old.size(), old);
    }
  }

  private int surplus() {
    long now = System.nanoTime();
    estimate.lock();
    try {
      if (now - purgedAt >= config().purgeDelayMillis() * 1_000_000L * 9 / 10) {
        purgedAt = now;
        surplus = figures.surplus();
      }
      return surplus;
    } finally {
      estimate.unlock();
    }
  }

  /** Closes all; from any thread. */
  void closeAll() {
    for (int loop = 0; loop < shelves.size(); loop++) {
      close(shelves.get(loop), loop);
    }
  }

  private void close(Shelf shelf, int loop) {
    List<KeptLink> all = new ArrayList<>();
    shelf.lock.lock();
    try {
      shelf.safe.drain(Integer.MAX_VALUE, all);
      shelf.fresh.drain(Integer.MAX_VALUE, all);
      all.forEach(link -> figures.idle(loop, link.isSafe(), -1));
      LockSupport.unpark(shelf.keeper);
    } finally {
      shelf.lock.unlock();
    }
    all.forEach(KeptLink::close);
  }

  private PoolConfig config() {
    return server.config().http().pool();
  }
}
