package io.haloom.stream.server;

import io.haloom.http.ServerChannel;
import io.haloom.net.Connection;
import io.haloom.proxy.Http1Counts;
import io.haloom.proxy.Server;
import io.haloom.proxy.count.Counters;

/** A connection to a server that may carry one request after the other. */
final class SequentialLink extends ServerLink implements KeptLink {
  private final Http1Counts counts;
  private final ServerUse use;
  private boolean isPrivate;

  /** Whether it is counted as one that carries a request, and as one that is open. */
  private boolean carries = true;

  private boolean open = true;

  /**
   * A connection that was just made, for a request.
   *
   * @param server null with {@code dispatch} and {@code option transparent}
   * @param counts where it counts already
   */
  SequentialLink(LinkKey key, Server server, ServerChannel channel, Http1Counts counts) {
    super(key, server, channel);
    this.counts = counts;
    this.use = new ServerUse(server);
  }

  @Override
  boolean isShared() {
    return false;
  }

  @Override
  void makePrivate() {
    isPrivate = true;
  }

  @Override
  void use(int by) {
    use.begin(by);
  }

  @Override
  void giveBack(SessionLinks own, ServerLinks all) {
    if (exchange().hasBuffered()) {
      // Nobody asked for what came behind the response.
      close();
    } else if (isPrivate) {
      own.give(this);
    } else {
      all.give(this);
    }
  }

  private void over() {
    if (carries) {
      carries = false;
      counts.over(connection());
    }
  }

  @Override
  void ends() {
    unuse();
    over();
    if (open) {
      open = false;
      counts.closed(Counters.ANYWHERE);
    }
  }

  @Override
  void ended() {}

  // --- as a kept one ---------------------------------------------------------------------------

  @Override
  public LinkKey key() {
    return key;
  }

  /** Whether the server has kept it alive for more than one request: it knows how. */
  @Override
  public boolean isSafe() {
    return requests() > 1;
  }

  @Override
  public ServerLink take(int by) {
    carries = true;
    counts.begun(by);
    return this;
  }

  @Override
  public void unuse() {
    use.end();
  }

  @Override
  public void idle() {
    forgetExchange();
    over();
    channel.idle();
  }

  @Override
  public boolean isUsable() {
    return channel.room() > 0 && channel.isUsable();
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

  @Override
  public KeptLink moved(Connection brought) {
    SequentialLink link = new SequentialLink(key, server, channel.moved(brought), counts);
    link.isPrivate = isPrivate;
    link.carries = false;
    return link;
  }
}
