package io.haloom.http;

import io.haloom.net.Connection;

/** A connection to a server, which carries one request after the other, or many at once. */
public interface ServerChannel {

  Connection connection();

  /** Begins a request, where there is {@link #room()}. */
  ServerExchange open();

  /** How many requests were sent on it. */
  int requests();

  /** How many requests it can carry now beside those under way: 0 or 1 for HTTP/1. */
  int room();

  /** Whether the server neither closed it nor said something nobody asked for. */
  boolean isUsable();

  /** No request is under way: it holds no buffer. */
  void idle();

  /** The same server's, brought to another loop while idle. */
  ServerChannel moved(Connection brought);

  /** Gives the buffers back: nothing more is read or sent. */
  void release();
}
