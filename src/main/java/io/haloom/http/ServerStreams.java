package io.haloom.http;

import io.haloom.net.Connection;

/** A connection to a server that carries many requests at once. Its bytes are read by itself. */
public interface ServerStreams {

  /** Is told once that the connection is over, on its loop. */
  interface Ended {
    void ended();
  }

  /** What carries all of them. */
  Connection connection();

  /** Begins a request; null where there is no room for it. */
  ServerChannel open();

  /** How many more requests it can carry now. */
  int room();

  /** How many requests were begun on it. */
  int requests();

  /** Whether it takes requests, as far as is known: the server has not said that it leaves. */
  boolean isUsable();

  /** Wakes the thread up when {@link #isUsable} has changed; null ends that. */
  void watch(Thread waiter);

  /** Ends all at once. From any thread. */
  void close();
}
