package io.haloom.stream;

import io.haloom.net.Connection;
import java.net.SocketAddress;

/**
 * Where a session comes from and where it went to, as its connection has it, and as rules of later
 * phases have changed that for what follows them.
 */
final class SessionAddresses {
  /** Whose rules change them; what a PROXY header tells is the session's. */
  enum Level {
    CONNECTION,
    SESSION,
    STREAM
  }

  private static final int LEVELS = Level.values().length;

  private final Connection client;
  private SocketAddress[] changed;
  private Level level = Level.CONNECTION;

  SessionAddresses(Connection client) {
    this.client = client;
  }

  /** What is changed from here on is changed for this level and those behind it. */
  void level(Level now) {
    level = now;
  }

  /** The client's address as the connection has it, before a PROXY header. */
  SocketAddress connectionSource() {
    return find(0, 0, client.remoteAddress());
  }

  /** Where the client connected to as the connection has it, before a PROXY header. */
  SocketAddress connectionDestination() {
    return find(LEVELS, 0, client.localAddress());
  }

  SocketAddress source() {
    return find(0, level.ordinal(), client.remoteAddress());
  }

  SocketAddress destination() {
    return find(LEVELS, level.ordinal(), client.localAddress());
  }

  void source(SocketAddress address) {
    change(level.ordinal(), address);
  }

  void destination(SocketAddress address) {
    change(LEVELS + level.ordinal(), address);
  }

  /** Another request has none of what rules have changed for one. */
  void forgetStream() {
    if (changed != null) {
      changed[Level.STREAM.ordinal()] = null;
      changed[LEVELS + Level.STREAM.ordinal()] = null;
    }
  }

  private void change(int at, SocketAddress address) {
    if (changed == null) {
      changed = new SocketAddress[2 * LEVELS];
    }
    changed[at] = address;
  }

  private SocketAddress find(int first, int last, SocketAddress own) {
    for (int i = last; changed != null && i >= 0; i--) {
      if (changed[first + i] != null) {
        return changed[first + i];
      }
    }
    return own;
  }
}
