package io.haloom.admin;

import io.haloom.harness.Needs;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The installed HAProxy, to compare with; tests that need it are skipped where there is none. */
public final class Haproxy implements AutoCloseable {
  private final Process process;

  private Haproxy(Process process) {
    this.process = process;
  }

  /** Starts it on the configuration and waits until its stats socket answers. */
  public static Haproxy start(Path folder, String configuration, Path socket, String... options)
      throws Exception {
    String haproxy = Needs.haproxy();
    Path file = folder.resolve("haproxy.cfg");
    Files.writeString(file, configuration);
    List<String> command = new ArrayList<>(List.of(haproxy, "-db", "-f", file.toString()));
    command.addAll(List.of(options));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("haproxy.log").toFile())
            .start();
    Haproxy started = new Haproxy(process);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!accepts(socket)) {
      if (!process.isAlive() || System.nanoTime() > end) {
        process.destroyForcibly();
        throw new AssertionError(Files.readString(folder.resolve("haproxy.log")));
      }
      process.waitFor(20, TimeUnit.MILLISECONDS);
    }
    return started;
  }

  /** Its file is there before it listens. */
  private static boolean accepts(Path socket) {
    try (SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      return client.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
