package io.haloom.stream.server;

import io.haloom.net.Connection;
import io.haloom.proxy.Server;

/** A connection to a server that is kept for requests to come. */
interface KeptLink {
  LinkKey key();

  /** Null with {@code dispatch} and {@code option transparent}. */
  Server server();

  /** The connection itself, whatever it carries. */
  Connection connection();

  /** How many requests were sent on it. */
  int requests();

  /** Whether the server has shown that it keeps it alive. */
  boolean isSafe();

  /** It waits for a next request and holds no buffer. */
  void idle();

  /** No request has it, nor will another of the same client without asking. */
  void unuse();

  /** Whether it can carry a request, as far as is known. */
  boolean isUsable();

  /** Whether it is known that it never can again. */
  boolean isGone();

  /** Wakes the thread up when that may have changed; null ends that. */
  void watch(Thread waiter);

  /** Whether it may be brought to another loop. */
  boolean isMovable();

  /** The same connection, brought to another loop while idle. */
  KeptLink moved(Connection brought);

  /**
   * A request takes it; null where it has no room any more.
   *
   * @param by a stripe of the loop's counters
   */
  ServerLink take(int by);

  /** Ends it, which nobody uses. */
  void close();
}
