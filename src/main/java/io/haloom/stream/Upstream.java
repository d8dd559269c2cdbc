package io.haloom.stream;

import io.haloom.net.Connection;
import io.haloom.proxy.Backend;
import io.haloom.proxy.Server;
import io.haloom.proxy.ServerSlot;
import java.net.SocketAddress;

/**
 * Where a session goes: its backend, its server, the slot it holds there, and the connection. Other
 * threads only read, and {@link #abort}: the connection is volatile, so that who sets it sees a
 * shutdown that came before, or is seen.
 */
final class Upstream {
  private final Session session;
  private Backend backend;
  private Server server;
  private volatile Connection connection;
  private ServerSlot slot;
  private SocketAddress address;

  Upstream(Session session) {
    this.session = session;
  }

  /** Null until one is chosen. */
  Backend backend() {
    return backend;
  }

  void backend(Backend chosen) {
    backend = chosen;
  }

  /** Null until one is chosen. */
  Server server() {
    return server;
  }

  /** Null until connected. */
  Connection connection() {
    return connection;
  }

  void connection(Connection established) {
    connection = established;
    if (session.shutdownCause() != 0) {
      established.abort();
    }
  }

  /** Callable from any thread. */
  void abort() {
    Connection established = connection;
    if (established != null) {
      established.abort();
    }
  }

  /** The connection is no longer this session's to close. */
  void forgetConnection() {
    beforeClosing();
    connection = null;
  }

  /** Another request of the client has none of this. */
  void forget() {
    backend = null;
    server = null;
    address = null;
  }

  // --- the server ------------------------------------------------------------------------------

  /** Takes over a slot; one held before is closed. */
  void slot(ServerSlot taken) {
    releaseSlot();
    slot = taken;
    server = taken.server();
    server.sessions().increment(session.stripe());
  }

  /** Its queue is full, or the request is denied: the log names it. */
  void namedBy(Server chosen) {
    server = chosen;
  }

  /** Gives the slot back; the server stays known, for the log. */
  void releaseSlot() {
    ServerSlot held = takeSlot();
    if (held != null) {
      held.close();
    }
  }

  /**
   * The server counts this session no more. What is returned lets the next one in from its queue.
   */
  Runnable leaveSlot() {
    ServerSlot held = takeSlot();
    return held == null ? () -> {} : held::close;
  }

  private ServerSlot takeSlot() {
    ServerSlot held = slot;
    slot = null;
    if (held != null) {
      held.server().sessions().decrement(session.stripe());
    }
    return held;
  }

  /** The server failed and another is to be chosen; without one the log names none. */
  void leaveServer() {
    releaseSlot();
    server = null;
  }

  // --- for logs --------------------------------------------------------------------------------

  /** Keeps what the log tells of the connection and is gone with it. */
  void beforeClosing() {
    if (connection != null && session.log().lines().needsServerSide()) {
      address = connection.localAddress();
    }
  }

  /** The address the server was or is connected from, or null. */
  SocketAddress localAddress() {
    if (address != null) {
      return address;
    }
    Connection established = connection;
    return established == null ? null : established.localAddress();
  }
}
