package io.haloom.net.epoll;

/** What wants to be looked at when an instant has passed: see {@link DeadlineHeap}. */
abstract class Timed {
  /** Where it stands in the {@link DeadlineHeap}, or -1. */
  int heapIndex = -1;

  /** The instant it had in the heap has passed; it is in the heap no longer. */
  abstract void onDeadline(long now);
}
