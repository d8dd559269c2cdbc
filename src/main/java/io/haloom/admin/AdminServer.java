package io.haloom.admin;

import io.haloom.model.BindConfig;
import io.haloom.model.GlobalConfig;
import io.haloom.net.UnixAddress;
import io.haloom.os.linux.BlockingListener;
import io.haloom.os.linux.ProcessCalls;
import io.haloom.proxy.count.Counter;
import io.haloom.proxy.count.Counters;
import io.haloom.proxy.count.ProcessCounters;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * The stats sockets. One platform daemon thread accepts on each, and one serves each client, for
 * commands may wait where a loop must not. No more clients than {@code stats maxconn} are served at
 * a time; of the others, one of each socket waits here for its turn, and the rest in the kernel's
 * queue.
 */
public final class AdminServer implements AutoCloseable {
  /** Room for all clients of a moment to wait in, where the line has no {@code backlog}. */
  static final int DEFAULT_BACKLOG = 1024;

  private static final int ACCEPT_PAUSE_MILLIS = 100;

  private final CommandTable table;
  private final ProcessCounters counters;
  private final Supplier<Limits> limits;
  private final ClientRoom room;

  private volatile boolean closed;

  /** Makes ready what clients are served with; begun with the first socket. */
  private Thread preparation;

  private final List<AdminListener> listeners = new CopyOnWriteArrayList<>();

  /** Those of {@link #listeners} that are master CLIs, and those that other workers reach. */
  private final Set<AdminListener> masters = ConcurrentHashMap.newKeySet();

  private final Set<AdminListener> internal = ConcurrentHashMap.newKeySet();
  private final Set<AdminChannel> masterClients = ConcurrentHashMap.newKeySet();
  private MasterSession.Tables masterTables;
  private final Set<AdminChannel> clients = ConcurrentHashMap.newKeySet();

  /**
   * What bounds the clients.
   *
   * @param timeoutMillis {@code stats timeout}, 0 for none
   * @param maxconn {@code stats maxconn}: how many are served at a time
   * @param lineSize {@code tune.bufsize}, the longest line
   */
  public record Limits(int timeoutMillis, int maxconn, int lineSize) {

    /** Those that the global section sets. */
    public static Limits of(GlobalConfig global) {
      return new Limits(
          global.stats().timeoutMillis(), global.stats().maxconn(), global.tune().bufsize());
    }
  }

  /**
   * Serves nobody yet.
   *
   * @param counters where connections and requests are counted
   * @param limits of now; a client keeps those it has begun with
   */
  public AdminServer(CommandTable table, ProcessCounters counters, Supplier<Limits> limits) {
    this.table = table;
    this.counters = counters;
    this.limits = limits;
    this.room = new ClientRoom(() -> limits.get().maxconn());
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

  /**
   * Binds one socket of the master CLI, as {@link #open}.
   *
   * @param control the master
   */
  public void openMaster(BindConfig bind, int inherited, boolean replaceLive, MasterControl control)
      throws IOException {
    open(bind, inherited, replaceLive);
    masters.add(listeners.get(listeners.size() - 1));
    masterTables =
        new MasterSession.Tables(control, MasterCommands.table(control, table.defects()), table);
  }

  /**
   * Binds the socket that other workers of the same master use; root and this user alone may.
   *
   * @param name in the abstract space
   */
  public void openInternal(String name) throws IOException {
    BindConfig bind = BindConfig.ofCommands(UnixAddress.abstractName(name), "abns@" + name);
    open(bind, -1, false);
    internal.add(listeners.get(listeners.size() - 1));
  }

  /** Lets the clients of the master CLI go, after their answers: the next worker has the rest. */
  public void leaveMaster() {
    masterClients.forEach(AdminChannel::end);
  }

  private static AdminListener listen(BindConfig bind, int inherited, boolean replaceLive)
      throws IOException {
    int descriptor = bind.endpoint().inheritedFd() >= 0 ? bind.endpoint().inheritedFd() : inherited;
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
      if (!masters.contains(listener)) {
        accept(listener);
      }
    }
  }

  /** Begins to serve the master CLI, for the master has nothing more to tell. */
  public void startMaster() {
    masters.forEach(this::accept);
  }

  private void accept(AdminListener listener) {
    daemon("stats socket", () -> acceptAll(listener)).start();
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
    return listeners.size() - internal.size();
  }

  /** How many clients are served now. */
  public int clients() {
    return clients.size();
  }

  /** What is bound, in the order of the configuration. */
  public List<StatsSocket> sockets() {
    return listeners.stream()
        .filter(l -> !internal.contains(l))
        .map(l -> new StatsSocket(l.config(), l.descriptor()))
        .toList();
  }

  /**
   * Takes no more clients, as on a soft stop; those being served may finish. The master CLI still
   * reaches this process.
   */
  public void stopListening() {
    for (AdminListener listener : listeners) {
      if (!internal.contains(listener)) {
        listener.close();
        listeners.remove(listener);
      }
    }
  }

  /**
   * Closes the sockets; clients being served are let go. Socket files stay for the next process.
   */
  @Override
  public void close() {
    closed = true;
    stopListening();
    internal.forEach(AdminListener::close);
    clients.forEach(AdminChannel::end);
  }

  private void acceptAll(AdminListener listener) {
    while (true) {
      try {
        AdminChannel channel = listener.accept();
        room.enter();
        if (closed) {
          channel.close();
          return;
        }
        serve(channel, listener);
      } catch (ClosedChannelException e) {
        return;
      } catch (IOException | RuntimeException e) {
        pause();
      }
    }
  }

  private void serve(AdminChannel channel, AdminListener listener) {
    clients.add(channel);
    counters.counters().increment(Counters.ANYWHERE, Counter.CONNECTIONS);
    counters.counters().increment(Counters.ANYWHERE, Counter.REQUESTS);
    Runnable session = session(channel, listener);
    Runnable task =
        () -> {
          try {
            session.run();
          } finally {
            clients.remove(channel);
            masterClients.remove(channel);
            room.leave();
          }
        };
    try {
      daemon("stats client", task).start();
    } catch (OutOfMemoryError e) {
      // No thread to be had: this client is let go, the next may be luckier.
      channel.close();
      clients.remove(channel);
      room.leave();
    }
  }

  private Runnable session(AdminChannel channel, AdminListener listener) {
    if (masters.contains(listener)) {
      masterClients.add(channel);
      return new MasterSession(channel, listener.config(), limits.get(), masterTables);
    }
    if (internal.contains(listener) && !isOwn(channel)) {
      return channel::close;
    }
    return new AdminSession(channel, table, listener.config(), limits.get());
  }

  private static boolean isOwn(AdminChannel channel) {
    int user = ProcessCalls.userOfPeer(channel.descriptor());
    return user == 0 || user == ProcessCalls.user();
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
