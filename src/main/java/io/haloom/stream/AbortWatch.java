package io.haloom.stream;

import io.haloom.net.Connection;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * {@code option abortonclose} while a server has not answered: breaks its connection off when the
 * client leaves.
 */
public final class AbortWatch implements Runnable {
  private final Connection client;
  private final Connection server;
  private final AtomicReference<State> state = new AtomicReference<>(State.WATCHES);
  private Thread thread;

  private enum State {
    WATCHES,
    LEFT,
    OVER
  }

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
    while (state.get() == State.WATCHES && !client.peerClosed() && !client.aborted()) {
      LockSupport.park(this);
    }
    if (client.peerClosed() && state.compareAndSet(State.WATCHES, State.LEFT)) {
      server.abort();
    }
  }

  /** Whether the client left. */
  public boolean clientLeft() {
    return state.get() == State.LEFT;
  }

  /**
   * Ends the watch.
   *
   * @return false where the client had left, so that the server's connection is broken off
   */
  public boolean stop() {
    state.compareAndSet(State.WATCHES, State.OVER);
    client.watchPeer(null);
    LockSupport.unpark(thread);
    return !clientLeft();
  }
}
