package io.haloom.process;

import io.haloom.admin.Handover;
import io.haloom.cli.CommandLine;
import io.haloom.model.BindConfig;
import io.haloom.model.Config;
import io.haloom.net.UnixAddress;
import io.haloom.os.linux.ProcessCalls;
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
public final class Predecessors implements ToIntFunction<BindConfig> {
  private final CommandLine.OldProcesses old;
  private final Config config;
  private final Processes family;
  private Handover listeners = Handover.none();

  /**
   * @param old those that the command line names
   * @param master the master of this process, or null; those it reloads precede the command line's
   */
  Predecessors(CommandLine.OldProcesses old, Config config, Master master) {
    boolean reload = master != null && master.processes().reloads() > 0;
    this.family = reload ? master.processes() : null;
    this.old = reload ? workers(master.processes()) : old;
    this.config = config;
  }

  private static CommandLine.OldProcesses workers(Processes family) {
    String socket = family.previousSocket();
    return new CommandLine.OldProcesses(
        socket == null ? null : "@" + socket, family.workers(), false);
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
      long pid = listeners.size() == 0 ? processAt(path) : -1;
      if (isOld(pid)) {
        listeners = Handover.from(path, pid);
      }
    } catch (IOException e) {
      return;
    }
  }

  /** Whether it is one of them, or a worker of one. */
  private boolean isOld(long pid) {
    for (ProcessHandle at = ProcessHandle.of(pid).orElse(null);
        at != null;
        at = at.parent().orElse(null)) {
      if (old.pids().contains(at.pid())) {
        return true;
      }
    }
    return false;
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

  /**
   * Ends them: when their work is done ({@code -sf}), or at once ({@code -st}). A worker's are told
   * by their master, who may.
   */
  void tellToLeave() {
    if (family != null) {
      return;
    }
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
