package io.haloom.admin;

import io.haloom.model.BindConfig;
import io.haloom.net.UnixAddress;
import io.haloom.net.epoll.BlockingListener;
import io.haloom.proxy.Counter;
import io.haloom.proxy.Counters;
import io.haloom.proxy.ProcessCounters;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;

/**
 * The stats sockets. One platform daemon thread accepts on each, and one serves each client, for
 * commands may wait where a loop must not. No more clients than {@code stats maxconn} are served at
 * a time; others wait in the kernel's queue.
 */
public final class AdminServer implements AutoCloseable {
  /** Room for all clients of a moment to wait in, where the line has no {@code backlog}. */
  static final int DEFAULT_BACKLOG = 1024;

  private static final int ACCEPT_PAUSE_MILLIS = 100;

  private final CommandTable table;
  private final ProcessCounters counters;
  private final AdminSession.Limits limits;
  private final Semaphore room;

  /** Makes ready what clients are served with; begun with the first socket. */
  private Thread preparation;

  private final List<AdminListener> listeners = new CopyOnWriteArrayList<>();
  private final Set<AdminChannel> clients = ConcurrentHashMap.newKeySet();

  /**
   * Serves nobody yet.
   *
   * @param counters where connections and requests are counted
   * @param timeoutMillis {@code stats timeout}, 0 for none
   * @param maxconn {@code stats maxconn}
   * @param bufferSize {@code tune.bufsize}, the longest line
   */
  public AdminServer(
      CommandTable table,
      ProcessCounters counters,
      int timeoutMillis,
      int maxconn,
      int bufferSize) {
    this.table = table;
    this.counters = counters;
    this.limits = new AdminSession.Limits(timeoutMillis, bufferSize);
    this.room = new Semaphore(maxconn);
  }

  /**
   * Binds one stats socket; clients that connect wait until {@link #start}.
   *
   * @param inherited a listening descriptor taken over for that address, or -1
   * @param replaceLive whether a UNIX socket of a living process may be replaced, as on a reload
   * @throws IOException with a message fit for the user
   */
  public void open(BindConfig bind, int inherited, boolean replaceLive) throws IOException {
    listeners.add(listen(bind, inherited, replaceLive));
    if (preparation == null) {
      preparation = daemon("stats socket", UnixAdminChannel::prepare);
      preparation.start();
    }
  }

  private static AdminListener listen(BindConfig bind, int inherited, boolean replaceLive)
      throws IOException {
    int descriptor = bind.inheritedFd() >= 0 ? bind.inheritedFd() : inherited;
    boolean file = bind.address() instanceof UnixAddress unix && !unix.isAbstract();
    if (file && descriptor < 0 && !replaceLive) {
      UnixAdminListener.refuseLive(bind);
    }
    if (BlockingListener.available()) {
      int backlog = bind.backlog() > 0 ? bind.backlog() : DEFAULT_BACKLOG;
      return DescriptorAdminListener.open(bind, descriptor, backlog);
    }
    if (file) {
      return UnixAdminListener.open(bind);
    }
    if (bind.address() instanceof InetSocketAddress) {
      return TcpAdminListener.open(bind);
    }
    throw new IOException("cannot bind stats socket to '" + bind.written() + "'");
  }

  /** Begins to serve. */
  public void start() {
    awaitPreparation();
    for (AdminListener listener : listeners) {
      daemon("stats socket", () -> acceptAll(listener)).start();
    }
  }

  /** A first client must not wait for what could be ready when it comes. */
  private void awaitPreparation() {
    try {
      if (preparation != null) {
        preparation.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** How many stats sockets are bound. */
  public int listening() {
    return listeners.size();
  }

  /** How many clients are served now. */
  public int clients() {
    return clients.size();
  }

  /** What is bound, in the order of the configuration. */
  public List<StatsSocket> sockets() {
    return listeners.stream().map(l -> new StatsSocket(l.config(), l.descriptor())).toList();
  }

  /** Takes no more clients, as on a soft stop; those being served may finish. */
  public void stopListening() {
    listeners.forEach(AdminListener::close);
    listeners.clear();
  }

  /**
   * Closes the sockets; clients being served are let go. Socket files stay for the next process.
   */
  @Override
  public void close() {
    stopListening();
    clients.forEach(AdminChannel::close);
  }

  private void acceptAll(AdminListener listener) {
    while (true) {
      room.acquireUninterruptibly();
      AdminChannel channel = null;
      try {
        channel = listener.accept();
      } catch (ClosedChannelException e) {
        room.release();
        return;
      } catch (IOException e) {
        room.release();
        pause();
        continue;
      }
      serve(channel, listener.config());
    }
  }

  private void serve(AdminChannel channel, BindConfig bind) {
    clients.add(channel);
    counters.counters().increment(Counters.ANYWHERE, Counter.CONNECTIONS);
    counters.counters().increment(Counters.ANYWHERE, Counter.REQUESTS);
    AdminSession session = new AdminSession(channel, table, bind, limits);
    Runnable task =
        () -> {
          try {
            session.run();
          } finally {
            clients.remove(channel);
            room.release();
          }
        };
    try {
      daemon("stats client", task).start();
    } catch (OutOfMemoryError e) {
      // No thread to be had: this client is let go, the next may be luckier.
      channel.close();
      clients.remove(channel);
      room.release();
    }
  }

  /** Out of descriptors, most likely: trying again at once would only burn a core. */
  private static void pause() {
    try {
      Thread.sleep(ACCEPT_PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread daemon(String name, Runnable task) {
    return Thread.ofPlatform().daemon().name(name).unstarted(task);
  }
}
