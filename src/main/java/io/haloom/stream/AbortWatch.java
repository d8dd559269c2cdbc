package io.haloom.stream;

import io.haloom.net.Connection;
import java.util.concurrent.locks.LockSupport;

/**
 * {@code option abortonclose} while a server has not answered: breaks its connection off when the
 * client leaves.
 */
public final class AbortWatch implements Runnable {
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
  public static AbortWatch start(Stream stream, Connection server) {
    AbortWatch watch = new AbortWatch(stream.client(), server);
    watch.thread = stream.services().transport().fork(watch);
    stream.client().watchPeer(watch.thread);
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
  public boolean clientLeft() {
    return left;
  }

  /** Ends the watch. */
  public void stop() {
    over = true;
    client.watchPeer(null);
    LockSupport.unpark(thread);
  }
}
