package io.haloom.stream;

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

  int size() {
    return size;
  }

  void add(ServerLink link) {
    links.computeIfAbsent(link.key(), k -> new ArrayDeque<>()).addFirst(link);
    size++;
  }

  /** Takes the one that became idle last, or null. */
  ServerLink poll(LinkKey key) {
    Deque<ServerLink> same = links.get(key);
    if (same == null) {
      return null;
    }
    ServerLink link = same.pollFirst();
    size--;
    if (same.isEmpty()) {
      links.remove(key);
    }
    return link;
  }

  /** Takes up to so many, those that are idle longest of each kind. */
  void drain(int most, List<ServerLink> into) {
    int left = most;
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
