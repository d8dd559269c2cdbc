package io.haloom.admin;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The installed HAProxy, to compare with; tests that need it are skipped where there is none. */
final class Haproxy implements AutoCloseable {
  private final Process process;

  private Haproxy(Process process) {
    this.process = process;
  }

  /** Starts it on the configuration and waits until its stats socket answers. */
  static Haproxy start(Path folder, String configuration, Path socket, String... options)
      throws Exception {
    assumeTrue(version().startsWith("HAProxy version 2.6."), "no HAProxy 2.6 is installed");
    Path file = folder.resolve("haproxy.cfg");
    Files.writeString(file, configuration);
    List<String> command = new ArrayList<>(List.of("haproxy", "-db", "-f", file.toString()));
    command.addAll(List.of(options));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("haproxy.log").toFile())
            .start();
    Haproxy started = new Haproxy(process);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!Files.exists(socket)) {
      if (!process.isAlive() || System.nanoTime() > end) {
        process.destroyForcibly();
        throw new AssertionError(Files.readString(folder.resolve("haproxy.log")));
      }
      process.waitFor(20, TimeUnit.MILLISECONDS);
    }
    return started;
  }

  private static String version() throws Exception {
    try {
      Process process = new ProcessBuilder("haproxy", "-v").start();
      String text = new String(process.getInputStream().readAllBytes());
      process.waitFor();
      return text;
    } catch (IOException e) {
      return "";
    }
  }

  long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
