package io.haloom.net.epoll;

/** A descriptor that a loop watches, and its place in the loop's heap of deadlines. */
abstract class EventSource {
  /** -1 once closed. */
  int fd;

  /** Tells this use of the descriptor from earlier ones. */
  int generation;

  /** Where it stands in the {@link DeadlineHeap}, or -1. */
  int heapIndex = -1;

  EventSource(int fd) {
    this.fd = fd;
  }

  /** Takes note of epoll's event bits and unparks whoever waits for them. */
  abstract void onEvents(int mask);

  /** The instant it had in the heap has passed; it is in the heap no longer. */
  abstract void onDeadline(long now);

  /** The transport stops. */
  abstract void onStop();
}
