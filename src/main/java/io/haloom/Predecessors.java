package io.haloom;

import io.haloom.admin.Handover;
import io.haloom.model.BindConfig;
import io.haloom.model.Config;
import io.haloom.net.UnixAddress;
import io.haloom.net.epoll.ProcessCalls;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.function.ToIntFunction;
import jnr.unixsocket.UnixSocketAddress;
import jnr.unixsocket.UnixSocketChannel;

/**
 * The processes this one takes over from. Their listening sockets come over their stats socket, the
 * sockets themselves and not new ones at the same addresses, so that a connection that waits to be
 * accepted is not lost. Then they are told to leave.
 */
final class Predecessors implements ToIntFunction<BindConfig> {
  private final CommandLine.OldProcesses old;
  private final Config config;
  private Handover listeners = Handover.none();

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
   * socket of this configuration that one of the old processes answers at.
   *
   * @throws IOException when {@code -x} cannot be followed
   */
  void takeListeners() throws IOException {
    if (old.socket() == null) {
      takeFromOwnSockets();
    } else if (!old.socket().equals("/dev/null")) {
      try {
        listeners = Handover.from(old.socket());
      } catch (IOException e) {
        throw new IOException(
            "Failed to connect to the old process socket '" + old.socket() + "'", e);
      }
    }
  }

  private void takeFromOwnSockets() {
    for (BindConfig bind : config.global().stats().binds()) {
      if (!old.pids().isEmpty()
          && bind.address() instanceof UnixAddress unix
          && !unix.isAbstract()) {
        takeFrom(unix.path());
      }
    }
  }

  /** Where the old one refuses, its addresses are bound beside it, as without a stats socket. */
  private void takeFrom(String path) {
    try {
      if (listeners.size() == 0 && old.pids().contains(processAt(path))) {
        listeners = Handover.from(path);
      }
    } catch (IOException e) {
      return;
    }
  }

  /** Who answers there: the kernel knows only who bound it, which with HAProxy is another. */
  private static long processAt(String path) throws IOException {
    try (UnixSocketChannel channel =
        UnixSocketChannel.open(new UnixSocketAddress(new File(path)))) {
      channel.write(ByteBuffer.wrap("show info\n".getBytes(StandardCharsets.US_ASCII)));
      BufferedReader answer =
          new BufferedReader(Channels.newReader(channel, StandardCharsets.US_ASCII));
      for (String line = answer.readLine(); line != null; line = answer.readLine()) {
        if (line.startsWith("Pid: ")) {
          return Long.parseLong(line.substring("Pid: ".length()));
        }
      }
      return -1;
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  /** The old listener at the address of {@code bind}, which is the caller's then; -1 for none. */
  @Override
  public int applyAsInt(BindConfig bind) {
    return listeners.take(bind);
  }

  /** Closes what nobody wanted. */
  void closeUnused() {
    listeners.close();
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
