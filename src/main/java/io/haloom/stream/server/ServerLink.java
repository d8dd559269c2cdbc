package io.haloom.stream.server;

import io.haloom.http.ServerChannel;
import io.haloom.http.ServerExchange;
import io.haloom.net.Connection;
import io.haloom.proxy.Http1Counts;
import io.haloom.proxy.Server;
import io.haloom.proxy.count.Counters;

/** A connection to a server in HTTP mode, which may carry one request after the other. */
public final class ServerLink {
  private final LinkKey key;
  private final Server server;
  private final ServerChannel channel;
  private final Http1Counts counts;
  private ServerExchange exchange;
  private boolean isPrivate;
  private boolean counted;
  private int stripe;

  /** Whether it is counted as one that carries a request, and as one that is open. */
  private boolean carries = true;

  private boolean open = true;

  /**
   * A connection that was just made, for a request.
   *
   * @param server null with {@code dispatch} and {@code option transparent}
   * @param counts where it counts already
   */
  ServerLink(LinkKey key, Server server, ServerChannel channel, Http1Counts counts) {
    this.key = key;
    this.counts = counts;
    this.server = server;
    this.channel = channel;
  }

  LinkKey key() {
    return key;
  }

  /** Null with {@code dispatch} and {@code option transparent}. */
  public Server server() {
    return server;
  }

  public Connection connection() {
    return channel.connection();
  }

  /** Begins a request on it. */
  public ServerExchange open() {
    exchange = channel.open();
    return exchange;
  }

  /** The request that was begun last. */
  public ServerExchange exchange() {
    return exchange;
  }

  /** How many requests were sent on it. */
  public int requests() {
    return channel.requests();
  }

  /** Whether the server has kept it alive for more than one request: it knows how. */
  boolean isSafe() {
    return channel.requests() > 1;
  }

  /** Whether it is for the requests of one client's connection alone. */
  boolean isPrivate() {
    return isPrivate;
  }

  void makePrivate() {
    isPrivate = true;
  }

  // --- use -------------------------------------------------------------------------------------

  /** A request takes it that was idle. */
  void taken(int by) {
    carries = true;
    counts.begun(by);
  }

  private void over() {
    if (carries) {
      carries = false;
      counts.over(connection());
    }
  }

  /** A request takes it, which counts there. */
  void use(int countedIn) {
    if (server != null && !counted) {
      counted = true;
      stripe = countedIn;
      server.connections().use(stripe);
    }
  }

  /** No request has it, nor will another of the same client without asking. */
  void unuse() {
    if (counted) {
      counted = false;
      server.connections().unuse(stripe);
    }
  }

  /** It waits for a next request and holds no buffer. */
  void idle() {
    exchange = null;
    over();
    channel.idle();
  }

  /** The same connection, brought to another loop while idle. */
  ServerLink moved(Connection brought) {
    ServerLink link = new ServerLink(key, server, channel.moved(brought), counts);
    link.isPrivate = isPrivate;
    link.carries = false;
    return link;
  }

  /** Whether it can carry a request, as far as is known. */
  boolean isUsable() {
    return channel.room() > 0 && channel.isUsable();
  }

  // --- the end ---------------------------------------------------------------------------------

  /** The server has part of a request that will not be whole. {@link #release} is to follow. */
  public void abandon() {
    gone();
    connection().reset();
  }

  /**
   * The server has part of a request and is told that no more comes. {@link #release} is to follow.
   */
  public void end() {
    gone();
    connection().close();
  }

  private void gone() {
    unuse();
    over();
    if (open) {
      open = false;
      counts.closed(Counters.ANYWHERE);
    }
  }

  /** Gives back what it holds: nobody reads from it, or still writes to it. */
  public void release() {
    channel.release();
  }

  /**
   * Ends it, which nobody uses. With an RST where the server has not, so that its port is free at
   * once.
   */
  public void close() {
    if (connection().peerClosed()) {
      end();
    } else {
      abandon();
    }
    release();
  }
}
