package io.haloom.stream.server;

import io.haloom.proxy.count.BriefLock;
import java.util.ArrayList;
import java.util.List;

/**
 * Connections in use that have room for other requests of the same kind: of one client's
 * connection, or of all on a loop. Whoever looks takes no lock, for mostly there is none.
 */
final class SharedLinks {
  private final BriefLock lock = new BriefLock();
  private volatile List<SharedLink> links = List.of();

  /** A request on one that fits, while others use it; or null. */
  ServerLink join(LinkKey key) {
    for (SharedLink link : links) {
      ServerLink joined = link.key().equals(key) ? link.join() : null;
      if (joined != null) {
        return joined;
      }
    }
    return null;
  }

  void add(SharedLink link) {
    lock.lock();
    try {
      List<SharedLink> more = new ArrayList<>(links);
      more.add(link);
      links = more;
    } finally {
      lock.unlock();
    }
  }

  void remove(SharedLink link) {
    lock.lock();
    try {
      List<SharedLink> fewer = new ArrayList<>(links);
      fewer.remove(link);
      links = fewer.isEmpty() ? List.of() : fewer;
    } finally {
      lock.unlock();
    }
  }
}
