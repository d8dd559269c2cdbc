package io.haloom.model.load;

import java.util.HashSet;
import java.util.Set;

/**
 * Numbers for what has no {@code id} of its own. Every object moves the count on, numbered or not,
 * so that giving one an {@code id} renumbers none that follow.
 */
final class FreeIds {
  private final Set<Integer> used = new HashSet<>();
  private int next;

  FreeIds() {
    this(1);
  }

  FreeIds(int first) {
    next = first;
  }

  /** Notes an id that the configuration gives; 0 is none. */
  void use(int id) {
    used.add(id);
  }

  /** The id of the next object: {@code forced}, or the first free one where that is 0. */
  int take(int forced) {
    int id = forced;
    if (id == 0) {
      while (!used.add(next)) {
        next++;
      }
      id = next;
    }
    next++;
    return id;
  }
}
