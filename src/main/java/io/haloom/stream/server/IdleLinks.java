package io.haloom.stream.server;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Idle connections by what they must have in common. Guarded by the lock of its pool. */
final class IdleLinks {
  private final Map<LinkKey, Deque<KeptLink>> links = new HashMap<>();
  private int size;

  /** What was asked for last, which mostly is what is asked for next. */
  private LinkKey lastKey;

  private Deque<KeptLink> lastSame;

  int size() {
    return size;
  }

  void add(KeptLink link) {
    same(link.key()).addFirst(link);
    size++;
  }

  /** Kept though empty until the next drain: they come and go with each request. */
  private Deque<KeptLink> same(LinkKey key) {
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

  /**
   * Takes the one that became idle last, or null.
   *
   * @param moving whether it is to be brought to another loop
   */
  KeptLink poll(LinkKey key, boolean moving) {
    Deque<KeptLink> same = size == 0 ? null : same(key);
    KeptLink link = same == null ? null : same.peekFirst();
    if (link == null || moving && !link.isMovable()) {
      return null;
    }
    size--;
    return same.pollFirst();
  }

  /** Takes up to so many, those that are idle longest of each kind. */
  void drain(int most, List<KeptLink> into) {
    int left = most;
    forgetLast();
    for (Iterator<Deque<KeptLink>> each = links.values().iterator(); each.hasNext(); ) {
      Deque<KeptLink> same = each.next();
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
  void drainClosed(List<KeptLink> into) {
    forgetLast();
    for (Iterator<Deque<KeptLink>> each = links.values().iterator(); each.hasNext(); ) {
      Deque<KeptLink> same = each.next();
      for (Iterator<KeptLink> one = same.iterator(); one.hasNext(); ) {
        KeptLink link = one.next();
        if (link.isGone()) {
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
