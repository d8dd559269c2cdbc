package io.haloom.tools;

import io.haloom.harness.Needs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * A load balancer as a process of its own, with a configuration of the test's: {@code bin/haloom}
 * on either transport, or HAProxy to compare with.
 */
final class Balancer implements AutoCloseable {
  /** What is run. */
  enum Kind {
    EPOLL,
    JDK,
    HAPROXY;

    private ProcessBuilder command(String file, String options) throws IOException {
      if (this == HAPROXY) {
        return new ProcessBuilder(Needs.haproxy(), "-db", "-dW", "-f", file);
      }
      String program = System.getProperty("haloom.program", "bin/haloom");
      ProcessBuilder builder = new ProcessBuilder(program, "-db", "-f", file);
      String transport = "-Dhaloom.transport=" + name().toLowerCase(Locale.ROOT);
      builder.environment().put("HALOOM_JAVA_OPTS", (transport + " " + options).strip());
      return builder;
    }
  }

  private final Path folder = Files.createTempDirectory("haloom-balancer");
  private final Process process;

  private Balancer(Kind kind, String config, String options) throws IOException {
    Path file = Files.writeString(folder.resolve("haproxy.cfg"), config);
    ProcessBuilder builder = kind.command(file.toString(), options).redirectErrorStream(true);
    process = builder.redirectOutput(folder.resolve("output").toFile()).start();
  }

  /** Starts it and waits until it listens at that port, by a connection that says nothing. */
  static Balancer start(Kind kind, String config, int port) throws Exception {
    return start(kind, config, port, "");
  }

  /** As the other one, with more options for Java, between spaces. */
  static Balancer start(Kind kind, String config, int port, String options) throws Exception {
    Balancer balancer = new Balancer(kind, config, options);
    try {
      Tool.until(() -> balancer.knock(port), "open"::equals);
      return balancer;
    } catch (AssertionError e) {
      String output = balancer.output();
      balancer.close();
      throw new AssertionError(output, e);
    }
  }

  private String knock(int port) throws IOException {
    if (!process.isAlive()) {
      throw new AssertionError("it ended");
    }
    try (Socket client = new Socket()) {
      client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 20_000);
      return "open";
    }
  }

  /** What it has printed. */
  String output() throws IOException {
    return Files.readString(folder.resolve("output"));
  }

  long pid() {
    return process.pid();
  }

  /** Its resident memory now, in bytes. */
  long resident() throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(Path.of("/proc/" + pid() + "/status")));
    lines.removeIf(line -> !line.startsWith("VmRSS:"));
    return Long.parseLong(lines.getFirst().replaceAll("[^0-9]", "")) * 1024;
  }

  @Override
  public void close() throws Exception {
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    try (var files = Files.walk(folder)) {
      for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
