package io.haloom.net.epoll;

/** A descriptor that a loop watches, and its place in the loop's heap of deadlines. */
abstract class EventSource extends Timed {
  /** -1 once closed. */
  int fd;

  /** Tells this use of the descriptor from earlier ones. */
  int generation;

  EventSource(int fd) {
    this.fd = fd;
  }

  /** Takes note of epoll's event bits and unparks whoever waits for them. */
  abstract void onEvents(int mask);

  /** The transport stops. */
  abstract void onStop();
}
