package io.haloom.stream;

import io.haloom.net.Connection;
import java.net.SocketAddress;

/**
 * Where a session comes from and where it went to, as its connection has it, and as a PROXY header
 * and rules have changed that for what follows them. What rules of a stream change is the stream's.
 */
public final class SessionAddresses {
  private final Connection client;

  /** As rules of the connection have it, or null. */
  private SocketAddress connectionSource;

  private SocketAddress connectionDestination;

  /** As the PROXY header and rules of the session have it, or null. */
  private SocketAddress source;

  private SocketAddress destination;
  private boolean accepted;
  private boolean settled;

  SessionAddresses(Connection client) {
    this.client = client;
  }

  /** The rules of the connection have passed; what changes from here on leaves theirs alone. */
  public void accepted() {
    accepted = true;
  }

  /** The session has begun: what changes from here on is a stream's. */
  public void settle() {
    settled = true;
  }

  boolean areSettled() {
    return settled;
  }

  /** The client's address as the connection has it, before a PROXY header. */
  SocketAddress connectionSource() {
    return connectionSource == null ? client.remoteAddress() : connectionSource;
  }

  /** Where the client connected to as the connection has it, before a PROXY header. */
  SocketAddress connectionDestination() {
    return connectionDestination == null ? client.localAddress() : connectionDestination;
  }

  SocketAddress source() {
    return source == null ? connectionSource() : source;
  }

  SocketAddress destination() {
    return destination == null ? connectionDestination() : destination;
  }

  void source(SocketAddress address) {
    if (accepted) {
      source = address;
    } else {
      connectionSource = address;
    }
  }

  void destination(SocketAddress address) {
    if (accepted) {
      destination = address;
    } else {
      connectionDestination = address;
    }
  }
}
