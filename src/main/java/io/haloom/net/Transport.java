package io.haloom.net;

import java.io.IOException;

/**
 * Makes sockets, and the virtual threads that may block on them.
 *
 * <p>A transport has a fixed number of <em>loops</em>. Each virtual thread it starts belongs to one
 * loop for life, and so does each connection; the loop's number is what striped counters use.
 */
public interface Transport extends AutoCloseable {

  /** The name used in configuration and messages: {@code epoll} or {@code jdk}. */
  String name();

  /** How many loops this transport runs, at least one. */
  int loops();

  /**
   * The loop of the calling virtual thread, or 0 when the caller is not one of this transport's.
   */
  int currentLoop();

  /**
   * Whether the virtual threads of a loop never run at once, so that what only they touch needs
   * neither a lock nor an atomic operation.
   */
  default boolean isConfined() {
    return false;
  }

  /**
   * Binds and listens, or adopts an inherited descriptor.
   *
   * @throws IOException with a message fit for the user, in the words of HAProxy's start-up alerts
   *     ("cannot bind socket (Address already in use) for [127.0.0.1:80]")
   */
  Listener listen(ListenRequest request) throws IOException;

  /**
   * Connects to a server, parking the calling virtual thread until the connection is established,
   * refused, timed out, or the watched peer has gone.
   *
   * @throws ConnectFailure always with its cause told apart
   */
  Connection connect(ConnectRequest request) throws ConnectFailure;

  /**
   * Brings a connection that nobody waits on to the calling virtual thread's loop. The one given
   * must not be used any more.
   *
   * @return the connection, or null where it is closed
   */
  Connection bring(Connection idle);

  /** Starts a virtual thread on the least loaded loop, from any thread. */
  Thread start(String name, Runnable task);

  /** Starts a virtual thread on the caller's own loop; on any loop when the caller has none. */
  Thread fork(Runnable task);

  /** Starts a virtual thread on a connection's loop, from any thread. */
  default Thread forkNear(Connection connection, Runnable task) {
    return fork(task);
  }

  /** What the calling virtual thread, and others of its loop, may park with for a time. */
  default Alarm alarm() {
    return Alarm.PLAIN;
  }

  /**
   * Prepares to carry bytes between two connections of the calling virtual thread, which nobody
   * else reads or writes meanwhile but for a direction that has not been started.
   */
  default Relay relay(Connection first, Connection second) {
    return new ThreadedRelay(this, first, second);
  }

  /** Starts one virtual thread on every loop, each with its loop's number. */
  void startOnEachLoop(String name, java.util.function.IntConsumer task);

  /**
   * Limits the pipes that splicing transfers may hold at once ({@code maxpipes}); 0 ends splicing.
   */
  default void maxPipes(int most) {}

  /** Has what is set aside for slow peers come out of a budget. */
  default void memory(MemoryBudget budget) {}

  /** {@code tune.pipesize}: bytes that a pipe for splicing holds, 0 for the transport's choice. */
  default void pipeSize(int bytes) {}

  /** How many pipes hold data in flight. */
  default int pipesUsed() {
    return 0;
  }

  /** Stops the loops; connections still open are closed. */
  @Override
  void close();
}
