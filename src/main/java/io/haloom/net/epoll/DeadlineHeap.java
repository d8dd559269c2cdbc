package io.haloom.net.epoll;

import java.util.Arrays;

/**
 * Instants at which sources and sleepers want to be looked at, the earliest on top. Each stands in
 * it once at most. Nothing is moved when a source is active: it is looked at too early and put
 * back.
 */
final class DeadlineHeap {
  private Timed[] sources = new Timed[64];
  private long[] instants = new long[64];
  private int size;

  boolean isEmpty() {
    return size == 0;
  }

  /** The earliest instant; meaningless when empty. */
  long first() {
    return instants[0];
  }

  /** Makes sure that the source is looked at no later than {@code instant}. */
  void ensure(Timed source, long instant) {
    int at = source.heapIndex;
    if (at < 0) {
      if (size == sources.length) {
        sources = Arrays.copyOf(sources, size * 2);
        instants = Arrays.copyOf(instants, size * 2);
      }
      siftUp(size++, source, instant);
    } else if (instant - instants[at] < 0) {
      siftUp(at, source, instant);
    }
  }

  /** Takes the source out, if it is in. */
  void remove(Timed source) {
    int at = source.heapIndex;
    if (at < 0) {
      return;
    }
    source.heapIndex = -1;
    Timed last = sources[--size];
    long instant = instants[size];
    sources[size] = null;
    if (at < size) {
      siftDown(at, last, instant);
      if (sources[at] == last) {
        siftUp(at, last, instant);
      }
    }
  }

  /** Calls {@link Timed#onDeadline} for all whose instant has passed. */
  void expire(long now) {
    while (size > 0 && instants[0] - now <= 0) {
      Timed source = sources[0];
      remove(source);
      source.onDeadline(now);
    }
  }

  private void siftUp(int at, Timed source, long instant) {
    while (at > 0) {
      int parent = (at - 1) >>> 1;
      if (instants[parent] - instant <= 0) {
        break;
      }
      place(at, sources[parent], instants[parent]);
      at = parent;
    }
    place(at, source, instant);
  }

  private void siftDown(int at, Timed source, long instant) {
    for (int child = 2 * at + 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && instants[child + 1] - instants[child] < 0) {
        child++;
      }
      if (instant - instants[child] <= 0) {
        break;
      }
      place(at, sources[child], instants[child]);
      at = child;
    }
    place(at, source, instant);
  }

  private void place(int at, Timed source, long instant) {
    sources[at] = source;
    instants[at] = instant;
    source.heapIndex = at;
  }
}
