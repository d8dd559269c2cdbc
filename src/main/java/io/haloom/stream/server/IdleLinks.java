package io.haloom.stream.server;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Idle connections by what they must have in common. Guarded by the lock of its pool. */
final class IdleLinks {
  private final Map<LinkKey, Deque<ServerLink>> links = new HashMap<>();
  private int size;

  /** What was asked for last, which mostly is what is asked for next. */
  private LinkKey lastKey;

  private Deque<ServerLink> lastSame;

  int size() {
    return size;
  }

  void add(ServerLink link) {
    same(link.key()).addFirst(link);
    size++;
  }

  /** Kept though empty until the next drain: they come and go with each request. */
  private Deque<ServerLink> same(LinkKey key) {
    if (!key.equals(lastKey)) {
      lastSame = links.computeIfAbsent(key, k -> new ArrayDeque<>());
      lastKey = key;
    }
    return lastSame;
  }

  private void forgetLast() {
    lastKey = null;
    lastSame = null;
  }

  /** Takes the one that became idle last, or null. */
  ServerLink poll(LinkKey key) {
    ServerLink link = size == 0 ? null : same(key).pollFirst();
    size -= link == null ? 0 : 1;
    return link;
  }

  /** Takes up to so many, those that are idle longest of each kind. */
  void drain(int most, List<ServerLink> into) {
    int left = most;
    forgetLast();
    for (Iterator<Deque<ServerLink>> each = links.values().iterator(); each.hasNext(); ) {
      Deque<ServerLink> same = each.next();
      while (left > 0 && !same.isEmpty()) {
        into.add(same.pollLast());
        size--;
        left--;
      }
      if (same.isEmpty()) {
        each.remove();
      }
    }
  }

  /** Takes those whose server has closed them. */
  void drainClosed(List<ServerLink> into) {
    forgetLast();
    for (Iterator<Deque<ServerLink>> each = links.values().iterator(); each.hasNext(); ) {
      Deque<ServerLink> same = each.next();
      for (Iterator<ServerLink> one = same.iterator(); one.hasNext(); ) {
        ServerLink link = one.next();
        if (link.connection().peerClosed() || link.connection().aborted()) {
          one.remove();
          size--;
          into.add(link);
        }
      }
      if (same.isEmpty()) {
        each.remove();
      }
    }
  }
}
