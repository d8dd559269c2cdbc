package io.haloom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.demo.DemoServer;
import io.haloom.harness.Eventually;
import io.haloom.harness.Needs;
import io.haloom.harness.Peer;
import io.haloom.harness.Wire;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

  private boolean isShared() throws IOException {
    try (ServerSocketChannel other = ServerSocketChannel.open()) {
      other.setOption(StandardSocketOptions.SO_REUSEPORT, true);
      other.bind(new InetSocketAddress("127.0.0.1", port));
      return true;
    } catch (BindException e) {
      return false;
    }
  }

  @Test
  void aPortIsNotSharedWhereTheCommandLineForbidsIt() throws Exception {
    String file = configuration("");
    try (Launched program = Launched.start("-db", "-f", file)) {
      program.echo(port, "hello");
      assertTrue(isShared());
    }
    try (Launched program = Launched.start("-db", "-dR", "-f", file)) {
      program.echo(port, "hello");
      assertFalse(isShared());
    }
  }

  private String spliced(String... flags) throws Exception {
    Path stats = folder.resolve("stats");
    Path file = folder.resolve("splice.cfg");
    String answer = "HTTP/1.1 200 OK\r\ncontent-length: 3000000\r\n\r\n";
    try (Peer web =
        Peer.of(
            c -> {
              Wire.head(c);
              c.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
              c.getOutputStream().write(new byte[3_000_000]);
            })) {
      Files.writeString(
          file,
          """
          global
            stats socket %s
          defaults
            mode http
            timeout connect 5s
            timeout client 60s
            timeout server 60s
          listen l
            bind 127.0.0.1:%d
            option splice-response
            server s %s
          """
              .formatted(stats, port, web.address()));
      List<String> line = new ArrayList<>(List.of("-db", "-f", file.toString()));
      line.addAll(List.of(flags));
      try (Launched program = Launched.start(line.toArray(String[]::new))) {
        Eventually.await(() -> isServing(program));
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
          Wire.say(client, "GET / HTTP/1.1\r\nhost: h\r\nconnection: close\r\n\r\n");
          assertTrue(client.getInputStream().readAllBytes().length > 3_000_000);
        }
        List<String> rows = Launched.command(stats, "show stat l 1 -1").lines().toList();
        int column = List.of(rows.get(0).split(",")).indexOf("h1_spliced_bytes_out");
        return rows.get(1).split(",")[column];
      }
    }
  }

  private boolean isServing(Launched program) {
    assertTrue(program.alive(), program.errSoFar());
    try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void nothingIsSplicedWhereTheCommandLineForbidsIt() throws Exception {
    assertNotEquals("0", spliced());
    assertEquals("0", spliced("-dS"));
  }

  @Test
  void theTransportOfTheJdkIsUsedWhereEpollIsForbidden() throws Exception {
    for (String word : new String[] {"", "noepoll"}) {
      try (Launched program = Launched.start("-db", "-V", "-f", configuration(word))) {
        program.echo(port, "hello");
        String used = word.isEmpty() ? "epoll" : "jdk";
        String said = "Using " + used + "() as the polling mechanism.\n";
        Eventually.await(() -> program.outSoFar().contains(said));
      }
    }
  }

  @Test
  void itRunsAsTheUserAndTheGroupOfTheseNumbers() throws Exception {
    Needs.root();
    String file = configuration("uid 65534\ngid 65533");
    try (Launched program = Launched.start("-db", "-f", file)) {
      program.echo(port, "hello");
      String status = Files.readString(Path.of("/proc/" + program.pid() + "/status"));
      assertTrue(status.contains("\nUid:\t65534\t65534\t"), status);
      assertTrue(status.contains("\nGid:\t65533\t65533\t"), status);
    }
  }
}
