package io.haloom;

import io.haloom.model.BindConfig;
import io.haloom.model.Config;
import io.haloom.net.UnixAddress;
import io.haloom.net.epoll.Descriptors;
import io.haloom.net.epoll.ListenerHandover;
import io.haloom.net.epoll.ListenerHandover.Handed;
import io.haloom.net.epoll.ProcessCalls;
import java.io.File;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import jnr.unixsocket.UnixSocketAddress;
import jnr.unixsocket.UnixSocketChannel;
import jnr.unixsocket.UnixSocketOptions;

/**
 * The processes this one takes over from. Their listening sockets come over their stats socket, the
 * sockets themselves and not new ones at the same addresses, so that a connection that waits to be
 * accepted is not lost. Then they are told to leave.
 */
final class Predecessors implements ToIntFunction<BindConfig> {
  /** What a UNIX socket's own name has after the one it was given in the end. */
  private static final Pattern TEMPORARY = Pattern.compile("\\.\\d+\\.(tmp|bak)$");

  private final CommandLine.OldProcesses old;
  private final Config config;
  private final List<Handed> listeners = new ArrayList<>();

  Predecessors(CommandLine.OldProcesses old, Config config) {
    this.old = old;
    this.config = config;
  }

  /** Whether there are any. */
  boolean exist() {
    return old.socket() != null || !old.pids().isEmpty();
  }

  /**
   * Takes their listening sockets: from the socket of {@code -x}, and without it, from the stats
   * sockets of this configuration that one of the old processes answers at.
   *
   * @throws IOException when {@code -x} cannot be followed
   */
  void takeListeners() throws IOException {
    if (old.socket() == null) {
      takeFromOwnSockets();
    } else if (!old.socket().equals("/dev/null")) {
      try (UnixSocketChannel channel = connect(old.socket())) {
        listeners.addAll(ListenerHandover.receive(channel.getFD()));
      } catch (IOException e) {
        throw new IOException(
            "Failed to connect to the old process socket '" + old.socket() + "'", e);
      }
    }
  }

  private void takeFromOwnSockets() {
    for (BindConfig bind : config.global().stats().binds()) {
      if (old.pids().isEmpty() || !listeners.isEmpty()) {
        return;
      }
      if (bind.address() instanceof UnixAddress unix
          && !unix.isAbstract()
          && new File(unix.path()).exists()) {
        takeFrom(unix.path());
      }
    }
  }

  /** Where the old one refuses, its addresses are bound beside it, as without a stats socket. */
  private void takeFrom(String path) {
    try (UnixSocketChannel channel = connect(path)) {
      long peer = channel.getOption(UnixSocketOptions.SO_PEERCRED).getPid();
      if (old.pids().contains(peer)) {
        listeners.addAll(ListenerHandover.receive(channel.getFD()));
      }
    } catch (IOException e) {
      return;
    }
  }

  private static UnixSocketChannel connect(String path) throws IOException {
    return UnixSocketChannel.open(new UnixSocketAddress(path));
  }

  /** The old listener at the address of {@code bind}, which is the caller's then; -1 for none. */
  @Override
  public int applyAsInt(BindConfig bind) {
    for (Iterator<Handed> each = listeners.iterator(); each.hasNext(); ) {
      Handed handed = each.next();
      String device = Objects.requireNonNullElse(bind.options().device(), "");
      if (device.equals(handed.device()) && isAt(handed.descriptor(), bind.address())) {
        each.remove();
        return handed.descriptor();
      }
    }
    return -1;
  }

  private static boolean isAt(int descriptor, SocketAddress wanted) {
    SocketAddress bound = Descriptors.localAddress(descriptor);
    if (bound instanceof UnixAddress unix && !unix.isAbstract()) {
      bound = UnixAddress.file(TEMPORARY.matcher(unix.path()).replaceFirst(""));
    }
    return bound != null && bound.equals(wanted);
  }

  /** Closes what nobody wanted. */
  void closeUnused() {
    listeners.forEach(handed -> Descriptors.close(handed.descriptor()));
    listeners.clear();
  }

  /** Asks them to stop listening; false when there is nobody to ask. */
  boolean pause() {
    return signal(ProcessCalls.SIGTTOU);
  }

  /** Lets them listen again, for this process gives up. */
  void resume() {
    signal(ProcessCalls.SIGTTIN);
  }

  /** Ends them: when their work is done ({@code -sf}), or at once ({@code -st}). */
  void tellToLeave() {
    signal(old.terminate() ? ProcessCalls.SIGTERM : ProcessCalls.SIGUSR1);
  }

  private boolean signal(int number) {
    boolean anybody = false;
    for (long pid : old.pids()) {
      anybody |= ProcessCalls.signal(pid, number);
    }
    return anybody;
  }
}
