package io.haloom.stream.server;

import io.haloom.http.ServerChannel;
import io.haloom.http.ServerExchange;
import io.haloom.net.Connection;
import io.haloom.proxy.Http1Counts;
import io.haloom.proxy.Server;
import io.haloom.proxy.count.Counters;

/**
 * What a request has of a connection to a server in HTTP mode: all of one that carries one after
 * the other, or a part of one that carries many.
 */
public final class ServerLink implements KeptLink {
  private final LinkKey key;
  private final Server server;
  private final ServerChannel channel;
  private final Http1Counts counts;

  /** What carries other requests, too, or null. */
  private final SharedLink shared;

  private ServerExchange exchange;
  private boolean isPrivate;
  private boolean counted;
  private int stripe;

  /** Whether it is counted as one that carries a request, and as one that is open. */
  private boolean carries = true;

  private boolean open = true;

  private boolean stops;

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
    this.shared = null;
  }

  /** A request of a connection that carries many. */
  ServerLink(SharedLink shared, ServerChannel channel) {
    this.key = shared.key();
    this.server = shared.server();
    this.channel = channel;
    this.counts = null;
    this.shared = shared;
  }

  /** Whether other requests may be under way beside this one. */
  public boolean isShared() {
    return shared != null;
  }

  @Override
  public LinkKey key() {
    return key;
  }

  /** Null with {@code dispatch} and {@code option transparent}. */
  @Override
  public Server server() {
    return server;
  }

  @Override
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
  @Override
  public int requests() {
    return channel.requests();
  }

  /** Whether the server has kept it alive for more than one request: it knows how. */
  @Override
  public boolean isSafe() {
    return channel.requests() > 1;
  }

  /** Whether it is for the requests of one client's connection alone. */
  @Override
  public boolean isPrivate() {
    return isPrivate;
  }

  void makePrivate() {
    isPrivate = true;
    if (shared != null) {
      shared.makePrivate();
    }
  }

  // --- use -------------------------------------------------------------------------------------

  /** A request takes it that was idle. */
  @Override
  public ServerLink take(int by) {
    carries = true;
    counts.begun(by);
    return this;
  }

  private void over() {
    if (carries) {
      carries = false;
      if (shared == null) {
        counts.over(connection());
      } else {
        shared.counts().over(connection());
      }
    }
  }

  /** A request takes it, which counts there. */
  void use(int countedIn) {
    if (shared != null) {
      shared.use(countedIn);
    } else if (server != null && !counted) {
      counted = true;
      stripe = countedIn;
      server.connections().use(stripe);
    }
  }

  /** No request has it, nor will another of the same client without asking. */
  @Override
  public void unuse() {
    if (counted) {
      counted = false;
      server.connections().unuse(stripe);
    }
  }

  /** It waits for a next request and holds no buffer. */
  @Override
  public void idle() {
    exchange = null;
    over();
    channel.idle();
  }

  @Override
  public boolean isGone() {
    return connection().peerClosed() || connection().aborted();
  }

  @Override
  public void watch(Thread waiter) {
    connection().watchPeer(waiter);
  }

  @Override
  public boolean isMovable() {
    return true;
  }

  /** The same connection, brought to another loop while idle. */
  @Override
  public ServerLink moved(Connection brought) {
    ServerLink link = new ServerLink(key, server, channel.moved(brought), counts);
    link.isPrivate = isPrivate;
    link.carries = false;
    return link;
  }

  /** Whether it can carry a request, as far as is known. */
  @Override
  public boolean isUsable() {
    return channel.room() > 0 && channel.isUsable();
  }

  // --- the end ---------------------------------------------------------------------------------

  /** The server has part of a request that will not be whole. {@link #release} is to follow. */
  public void abandon() {
    gone();
    connection().reset();
    leave();
  }

  /**
   * The server has part of a request and is told that no more comes. {@link #release} is to follow.
   */
  public void end() {
    gone();
    connection().close();
    leave();
  }

  private void gone() {
    unuse();
    over();
    if (open && shared == null) {
      open = false;
      counts.closed(Counters.ANYWHERE);
    }
  }

  /** Others may have the room that its request had. */
  private void leave() {
    if (open && shared != null) {
      open = false;
      shared.over(stops);
    }
  }

  /** Nothing is to be kept: the process stops. */
  void stops() {
    stops = true;
  }

  /** Gives back what it holds: nobody reads from it, or still writes to it. */
  public void release() {
    channel.release();
  }

  /**
   * Ends it, which nobody uses. With an RST where the server has not, so that its port is free at
   * once.
   */
  @Override
  public void close() {
    if (connection().peerClosed()) {
      end();
    } else {
      abandon();
    }
    release();
  }
}
