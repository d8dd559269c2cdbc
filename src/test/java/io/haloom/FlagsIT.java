package io.haloom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.demo.DemoServer;
import io.haloom.harness.Peer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command line and the global section say of limits and of other processes. */
class FlagsIT {
  @TempDir Path folder;
  private DemoServer server;
  private int port;

  @BeforeEach
  void start() throws IOException {
    server = new DemoServer("one");
    port = Launched.freePort();
  }

  private String configuration(String global) throws IOException {
    return Launched.configuration(folder, global, port, server.port()).toString();
  }

  @Test
  void oneClientMoreThanMaxconnWaits() throws Exception {
    try (Peer holds = Peer.greeting("one: hello\n")) {
      Path file = Launched.configuration(folder, "maxconn 1", port, holds.port());
      try (Launched program = Launched.start("-db", "-f", file.toString())) {
        program.echo(port, "hello");
        oneWaits();
      }
    }
  }

  private void oneWaits() throws IOException {
    try (Socket first = asking()) {
      assertEquals('o', first.getInputStream().read());
      secondWaits(first);
    }
  }

  /** Of two that wait, either may be the next: the second comes when the first is served. */
  private void secondWaits(Socket first) throws IOException {
    try (Socket second = asking()) {
      second.setSoTimeout(200);
      assertThrows(SocketTimeoutException.class, () -> second.getInputStream().read());
      first.close();
      second.setSoTimeout(20_000);
      assertEquals('o', second.getInputStream().read());
    }
  }

  private Socket asking() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.getOutputStream().write("hello\n".getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  @Test
  void theCommandLineSetsLimits() throws Exception {
    Path stats = folder.resolve("stats");
    String file = configuration("daemon\nmaxconn 100\nstats socket " + stats);
    String[] args = {"-d", "-n", "77", "-N", "55", "-m", "300", "-f", file};
    try (Launched program = Launched.start(args)) {
      program.echo(port, "hello");
      assertTrue(program.alive(), "-d stays in the foreground");
      String info = Launched.command(stats, "show info");
      assertTrue(info.contains("\nMaxconn: 77\n"), info);
      assertTrue(info.contains("\nMemmax_MB: 300\n"), info);
      String frontend = Launched.command(stats, "show stat in 1 -1").lines().toList().get(1);
      assertEquals("55", frontend.split(",")[6]);
    }
  }

  @Test
  void asksTheOldProcessForItsListenersAndEndsIt() throws Exception {
    Path stats = folder.resolve("stats");
    String socket = "stats socket " + stats + " level admin expose-fd listeners\nnoreuseport";
    String file = configuration(socket);
    try (Launched first = Launched.start("-db", "-f", file)) {
      first.echo(port, "hello");
      String pid = Long.toString(first.pid());
      String[] args = {"-db", "-f", file, "-x", stats.toString(), "-st", pid};
      try (Launched next = Launched.start(args)) {
        assertEquals(143, first.status(), first.errSoFar());
        next.echo(port, "hello");
        assertEquals("", next.errSoFar());
      }
    }
  }

  @Test
  void answersAndEnds() throws Exception {
    try (Launched program = Launched.start("-vv")) {
      assertEquals(0, program.status());
      assertTrue(program.out().contains("\nBuild options :"), program.out());
    }
    for (String word : new String[] {"0", "1"}) {
      try (Launched program = Launched.start("-cc", "streq(1," + word + ")")) {
        assertEquals(word.equals("1") ? 0 : 1, program.status());
      }
    }
    try (Launched program = Launched.start("-c", "-dD", "-f", configuration(".diag hear"))) {
      assertTrue(program.err().contains("hear"), program.err());
    }
  }
}
