package io.haloom.stream.server;

import io.haloom.http.ServerChannel;
import io.haloom.http.ServerExchange;
import io.haloom.net.Connection;
import io.haloom.proxy.Server;

/**
 * What a request has of a connection to a server in HTTP mode: all of one that carries one after
 * the other ({@link SequentialLink}), or a part of one that carries many ({@link StreamLink}).
 */
public abstract class ServerLink {
  final LinkKey key;
  final Server server;
  final ServerChannel channel;
  private ServerExchange exchange;

  ServerLink(LinkKey key, Server server, ServerChannel channel) {
    this.key = key;
    this.server = server;
    this.channel = channel;
  }

  /** Null with {@code dispatch} and {@code option transparent}. */
  public final Server server() {
    return server;
  }

  /** What is the request's alone. */
  public final Connection connection() {
    return channel.connection();
  }

  /** Begins a request on it. */
  public final ServerExchange open() {
    exchange = channel.open();
    return exchange;
  }

  /** The request that was begun last. */
  public final ServerExchange exchange() {
    return exchange;
  }

  final void forgetExchange() {
    exchange = null;
  }

  /** How many requests were sent on the connection, up to this one. */
  public final int requests() {
    return channel.requests();
  }

  /** Whether other requests may be under way beside this one. */
  abstract boolean isShared();

  /** The connection is for the requests of one client's connection alone. */
  abstract void makePrivate();

  /** The connection counts as one in use, by that stripe. */
  abstract void use(int by);

  /** The request is over, and the connection is for others. */
  abstract void giveBack(SessionLinks own, ServerLinks all);

  // --- the end ---------------------------------------------------------------------------------

  /** It counts no more; its end is to follow. */
  abstract void ends();

  /** It has ended. */
  abstract void ended();

  /** The server has part of a request that will not be whole. {@link #release} is to follow. */
  public final void abandon() {
    ends();
    connection().reset();
    ended();
  }

  /**
   * The server has part of a request and is told that no more comes. {@link #release} is to follow.
   */
  public final void end() {
    ends();
    connection().close();
    ended();
  }

  /** Gives back what it holds: nobody reads from it, or still writes to it. */
  public final void release() {
    channel.release();
  }

  /**
   * Ends it, which nobody uses. With an RST where the server has not, so that its port is free at
   * once.
   */
  public final void close() {
    if (connection().peerClosed()) {
      end();
    } else {
      abandon();
    }
    release();
  }
}
