package io.haloom.http.h2;

import java.util.ArrayList;
import java.util.List;

/**
 * Entries by a number that each has. An entry stands at the place that its number says, or at the
 * first free one behind it: looking one up boxes no number and follows no list.
 */
final class IdTable<T extends IdTable.Entry> {
  /** What has a number, which does not change while it is in a table. */
  interface Entry {
    int id();
  }

  private static final int FEWEST = 8;

  /** From so many places on, an empty table becomes a small one again. */
  private static final int MANY = 64;

  /** What spreads numbers that follow each other: 2^32 by the golden ratio. */
  private static final int SPREAD = 0x9E3779B9;

  private Entry[] places = new Entry[FEWEST];
  private int size;

  /** Null where there is none. */
  @SuppressWarnings("unchecked")
  T get(int id) {
    return (T) places[find(id)];
  }

  int size() {
    return size;
  }

  /** Adds one whose number none has. */
  void add(T entry) {
    if (2 * size >= places.length) {
      grow();
    }
    size++;
    places[find(entry.id())] = entry;
  }

  /** Removes the one of this number, where there is one. */
  void remove(int id) {
    int free = find(id);
    if (places[free] == null) {
      return;
    }
    size--;
    if (size == 0 && places.length >= MANY) {
      places = new Entry[FEWEST];
      return;
    }
    // Whoever stands behind it for want of its own place moves up.
    for (int at = next(free); places[at] != null; at = next(at)) {
      if (distance(place(places[at].id()), at) >= distance(free, at)) {
        places[free] = places[at];
        free = at;
      }
    }
    places[free] = null;
  }

  /** All of them, in no order; another list, which does not change with the table. */
  @SuppressWarnings("unchecked")
  List<T> all() {
    List<T> all = new ArrayList<>(size);
    for (Entry entry : places) {
      if (entry != null) {
        all.add((T) entry);
      }
    }
    return all;
  }

  private int place(int id) {
    return id * SPREAD >>> Integer.numberOfLeadingZeros(places.length) + 1;
  }

  private int next(int at) {
    return at + 1 & places.length - 1;
  }

  /** Places from one on to another. */
  private int distance(int from, int to) {
    return to - from & places.length - 1;
  }

  /** Where it stands, or where there is none and it would. */
  private int find(int id) {
    int at = place(id);
    while (places[at] != null && places[at].id() != id) {
      at = next(at);
    }
    return at;
  }

  private void grow() {
    Entry[] before = places;
    places = new Entry[2 * before.length];
    for (Entry entry : before) {
      if (entry != null) {
        places[find(entry.id())] = entry;
      }
    }
  }
}
