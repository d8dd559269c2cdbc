package io.haloom.stream;

import io.haloom.net.Connection;
import java.util.concurrent.locks.LockSupport;

/**
 * {@code option abortonclose} while a server has not answered: breaks its connection off when the
 * client leaves.
 */
final class AbortWatch implements Runnable {
  private final Connection client;
  private final Connection server;
  private Thread thread;
  private volatile boolean over;
  private volatile boolean left;

  private AbortWatch(Connection client, Connection server) {
    this.client = client;
    this.server = server;
  }

  /** Begins to watch. */
  static AbortWatch start(Session session, Connection server) {
    AbortWatch watch = new AbortWatch(session.client(), server);
    watch.thread = session.services().transport().fork(watch);
    session.client().watchPeer(watch.thread);
    return watch;
  }

  @Override
  public void run() {
    while (!over && !client.peerClosed() && !client.aborted()) {
      LockSupport.park(this);
    }
    if (!over && client.peerClosed()) {
      left = true;
      server.abort();
    }
  }

  /** Whether the client left. */
  boolean clientLeft() {
    return left;
  }

  /** Ends the watch. */
  void stop() {
    over = true;
    client.watchPeer(null);
    LockSupport.unpark(thread);
  }
}
