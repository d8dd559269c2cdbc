package io.haloom;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The built program, started as a user would. */
final class Launched implements AutoCloseable {
  static final Path LAUNCHER = Path.of("bin/haloom").toAbsolutePath();
  private static final int LOWEST_PORT = 10_000;
  private static final int HIGHEST_PORT = 32_000;
  private static final long PATIENCE_MILLIS = 60_000;

  private final Process process;
  private final Output out;
  private final Output err;

  /** Collects a stream; on a thread of the system's, for a read of a pipe holds its carrier. */
  private static final class Output {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Thread reader;

    Output(InputStream stream) {
      reader =
          Thread.ofPlatform()
              .daemon()
              .start(
                  () -> {
                    try (stream) {
                      stream.transferTo(bytes);
                    } catch (IOException e) {
                      // The process was killed: what it said is there.
                    }
                  });
    }

    String text() throws InterruptedException {
      if (!reader.join(Duration.ofMillis(PATIENCE_MILLIS))) {
        throw new AssertionError("somebody has the stream still; it said: " + soFar());
      }
      return soFar();
    }

    String soFar() {
      return bytes.toString(StandardCharsets.UTF_8);
    }
  }

  private Launched(Process process) {
    this.process = process;
    out = new Output(process.getInputStream());
    err = new Output(process.getErrorStream());
  }

  static Launched start(String... args) throws IOException {
    return start(Map.of(), LAUNCHER.toString(), args);
  }

  static Launched start(Map<String, String> environment, String program, String... args)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> all = new HashMap<>(environment);
    all.forEach(
        (name, value) -> {
          if (value.isEmpty()) {
            builder.environment().remove(name);
          } else {
            builder.environment().put(name, value);
          }
        });
    return new Launched(builder.start());
  }

  long pid() {
    return process.pid();
  }

  boolean alive() {
    return process.isAlive();
  }

  /** Waits for the end; the exit status, 128 and the number for a signal. */
  int status() throws InterruptedException {
    if (!process.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("it does not end: " + err.soFar());
    }
    return process.exitValue();
  }

  /** All of standard output, once it is closed. */
  String out() throws InterruptedException {
    return out.text();
  }

  /** All of standard error, once it is closed. */
  String err() throws InterruptedException {
    return err.text();
  }

  /** What standard output holds now. */
  String outSoFar() {
    return out.soFar();
  }

  /** What standard error holds now. */
  String errSoFar() {
    return err.soFar();
  }

  void signal(String name) throws IOException, InterruptedException {
    signal(process.pid(), name);
  }

  static void signal(long pid, String name) throws IOException, InterruptedException {
    // The shell's own kill, for there may be no other.
    new ProcessBuilder("sh", "-c", "kill -s " + name + " " + pid).inheritIO().start().waitFor();
  }

  /** Connects to the balancer as soon as it listens, and asks for an echo. */
  String echo(int port, String line) throws IOException, InterruptedException, TimeoutException {
    long end = System.currentTimeMillis() + PATIENCE_MILLIS;
    while (true) {
      try {
        return ask(port, line);
      } catch (IOException notYet) {
        if (!process.isAlive()) {
          throw new IOException("ended: " + err.soFar(), notYet);
        }
        if (System.currentTimeMillis() > end) {
          throw new TimeoutException(err.soFar());
        }
        Thread.sleep(20);
      }
    }
  }

  static String ask(int port, String line) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout((int) PATIENCE_MILLIS);
      socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      if (answer.isEmpty()) {
        throw new IOException("no answer");
      }
      return answer.strip();
    }
  }

  /** What a UNIX socket answers to a line, to its end. */
  static String command(Path socket, String command) throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      channel.write(ByteBuffer.wrap((command + "\n").getBytes(StandardCharsets.UTF_8)));
      ByteBuffer answer = ByteBuffer.allocate(65536);
      while (channel.read(answer) >= 0) {
        continue;
      }
      return new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8);
    }
  }

  /** One that only root may listen on. */
  static int privilegedPort() throws IOException {
    for (int candidate = 1023; candidate > 512; candidate--) {
      try (var probe = new ServerSocket(candidate, 1, InetAddress.getByName("127.0.0.1"))) {
        return probe.getLocalPort();
      } catch (IOException taken) {
        continue;
      }
    }
    throw new IOException("no privileged port is free");
  }

  /** One that no connection gets as its own: those the system gives out lie above. */
  static int freePort() throws IOException {
    for (int attempt = 0; attempt < 100; attempt++) {
      int candidate = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
      try (ServerSocket probe = new ServerSocket(candidate, 1, InetAddress.getLoopbackAddress())) {
        return probe.getLocalPort();
      } catch (IOException taken) {
        continue;
      }
    }
    throw new IOException("no port is free");
  }

  /**
   * A configuration that carries {@code port} to a server, with more lines in its global section.
   */
  static Path configuration(Path folder, String global, int port, int server) throws IOException {
    Path file = folder.resolve("haloom.cfg");
    Files.writeString(
        file,
        """
        global
        %s
        defaults
          mode tcp
          timeout connect 5s
          timeout client 60s
          timeout server 60s
        frontend in
          bind 127.0.0.1:%d
          default_backend servers
        backend servers
          server one 127.0.0.1:%d
        """
            .formatted(global.indent(2).stripTrailing(), port, server));
    return file;
  }

  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }
}
