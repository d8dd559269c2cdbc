package io.haloom.stream;

import io.haloom.net.Connection;
import io.haloom.net.TlsFacts;
import io.haloom.proxy.Backend;
import io.haloom.proxy.BackendPlan;
import io.haloom.proxy.Server;
import io.haloom.proxy.ServerPlan;
import io.haloom.proxy.ServerSlot;
import java.net.SocketAddress;

/**
 * Where a stream goes: its backend, its server, the slot it holds there, and the connection. Other
 * threads only read, and {@link #abort}: the connection is volatile, so that who sets it sees a
 * shutdown that came before, or is seen.
 */
public final class Upstream {
  private final Stream stream;
  private Backend backend;
  private BackendPlan backendPlan;
  private Server server;
  private ServerPlan serverPlan;
  private volatile Connection connection;
  private ServerSlot slot;
  private SocketAddress address;
  private TlsFacts tls;
  private String failure;
  private boolean multiplexed;

  /** Whether there is a connection, or was one, for the log. */
  private boolean connected;

  Upstream(Stream stream) {
    this.stream = stream;
  }

  /** Null until one is chosen. */
  Backend backend() {
    return backend;
  }

  /** It goes on in this backend, by this plan. */
  public void backend(Backend chosen, BackendPlan plan) {
    backend = chosen;
    backendPlan = plan;
  }

  /** Null until a backend is chosen. */
  BackendPlan backendPlan() {
    return backendPlan;
  }

  /** Null until a server is chosen. */
  ServerPlan serverPlan() {
    return serverPlan;
  }

  /** Null until one is chosen. */
  Server server() {
    return server;
  }

  /** Null until connected. */
  Connection connection() {
    return connection;
  }

  public void connection(Connection established) {
    connection = established;
    connected = true;
    failure = null;
    tls = null;
    if (stream.session().shutdownCause() != 0) {
      established.abort();
    }
  }

  /** Whether the connection carries other requests, too: it is of HTTP/2. */
  public void multiplexed(boolean carriesOthers) {
    multiplexed = carriesOthers;
  }

  /** The version of HTTP that the server is or was spoken to in; 0 for none. */
  int httpMajor() {
    return !connected ? 0 : multiplexed ? 2 : 1;
  }

  /** Callable from any thread. */
  void abort() {
    Connection established = connection;
    if (established != null) {
      established.abort();
    }
  }

  /** The connection is no longer this stream's to close. */
  public void forgetConnection() {
    beforeClosing();
    TlsFacts known = connection == null ? null : connection.tls();
    tls = known == null ? tls : known.noted();
    connection = null;
  }

  // --- the server ------------------------------------------------------------------------------

  /** Takes over a slot; one held before is closed. */
  public void slot(ServerSlot taken) {
    releaseSlot();
    slot = taken;
    server = taken.server();
    serverPlan = server.plan();
    server.sessions().increment(stream.stripe());
  }

  /** Its queue is full, or the request is denied: the log names it. */
  public void namedBy(Server chosen) {
    server = chosen;
    serverPlan = chosen.plan();
  }

  /** Gives the slot back; the server stays known, for the log. */
  public void releaseSlot() {
    ServerSlot held = takeSlot();
    if (held != null) {
      held.close();
    }
  }

  /**
   * The server counts this stream no more. What is returned lets the next one in from its queue.
   */
  public Runnable leaveSlot() {
    ServerSlot held = takeSlot();
    return held == null ? () -> {} : held::close;
  }

  private ServerSlot takeSlot() {
    ServerSlot held = slot;
    slot = null;
    if (held != null) {
      held.server().sessions().decrement(stream.stripe());
    }
    return held;
  }

  /** The server failed and another is to be chosen; without one the log names none. */
  public void leaveServer() {
    releaseSlot();
    server = null;
    serverPlan = null;
  }

  /**
   * A connection was not made.
   *
   * @param reason in HAProxy's words
   * @param facts what is known of its TLS, or null
   */
  public void failed(String reason, TlsFacts facts) {
    failure = reason;
    connected = false;
    tls = facts;
  }

  // --- for logs --------------------------------------------------------------------------------

  /** Keeps what the log tells of the connection and is gone with it. */
  public void beforeClosing() {
    if (connection != null && stream.log().lines().needsServerSide()) {
      address = connection.localAddress();
    }
  }

  /** The TLS of the server's connection, be it made or not, or null. */
  TlsFacts tls() {
    Connection established = connection;
    return established == null ? tls : established.tls();
  }

  /** Why the server's connection was not made, in HAProxy's words, or null. */
  String failure() {
    return failure;
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
