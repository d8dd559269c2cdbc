package io.haloom.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.haloom.harness.Eventually;
import io.haloom.harness.Needs;
import io.haloom.harness.Peer;
import io.haloom.harness.Running;
import io.haloom.proxy.Server;
import io.haloom.proxy.state.OperatingState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Words of server lines in configurations, by what clients and servers see of them. */
@Timeout(60)
class ServerWordsTest {
  private static Running run(String mode, String lines) {
    return Running.of(
        """
        defaults
          mode %s
          retries 0
          timeout connect 5s
          timeout client 30s
          timeout server 30s
        listen l
          bind 127.0.0.1:0
        %s
        """
            .formatted(mode, lines.indent(2)));
  }

  // --- what servers are told -------------------------------------------------------------------

  /** What a server is sent for a client that says {@code x}: of it the first so many bytes. */
  private static byte[] sent(String defaults, String words, int count) throws IOException {
    try (Peer echo = Peer.echo();
        Running running =
            run(
                "tcp",
                "default-server " + defaults + "\nserver s " + echo.address() + " " + words);
        Socket client = running.connect("l")) {
      client.getOutputStream().write('x');
      return client.getInputStream().readNBytes(count);
    }
  }

  @Test
  void sendProxy() throws Exception {
    assertEquals("PROXY TCP4 127.0.0.1 ", new String(sent("weight 1", "send-proxy", 21)));
    assertEquals("x", new String(sent("send-proxy", "no-send-proxy", 1)));
  }

  @Test
  void sendProxyOfVersion2() throws Exception {
    String header = "0d0a0d0a000d0a515549540a2111000c7f0000017f000001";
    assertEquals(
        header, HexFormat.of().formatHex(sent("weight 1", "send-proxy-v2", header.length() / 2)));
    for (String no : "no-send-proxy-v2,no-send-proxy-v2-ssl,no-send-proxy-v2-ssl-cn".split(",")) {
      assertEquals("x", new String(sent("send-proxy-v2", no, 1)), no);
      assertEquals("PROXY", new String(sent("send-proxy-v2", "send-proxy " + no, 5)), no);
    }
    assertEquals("\r\n", new String(sent("send-proxy-v2", "send-proxy", 2)));
  }

  @Test
  void proxyOptions() throws Exception {
    byte[] header = sent("weight 1", "send-proxy-v2 proxy-v2-options crc32c", 31);
    // The length with the seven bytes of a checksum, and their type.
    assertEquals(12 + 7, header[15]);
    assertEquals(3, header[28]);
  }

  @Test
  void socks4() throws Exception {
    try (Peer proxy =
            Peer.of(
                c -> {
                  byte[] asked = c.getInputStream().readNBytes(16);
                  c.getOutputStream().write(new byte[] {0, 0x5a, 0, 0, 0, 0, 0, 0});
                  c.getInputStream().read();
                  c.getOutputStream().write(asked, 0, 8);
                  c.getInputStream().readAllBytes();
                });
        Running running = run("tcp", "server s 127.0.0.7:258 socks4 " + proxy.address());
        Socket client = running.connect("l")) {
      client.getOutputStream().write('x');
      assertEquals(
          "040101027f000007", HexFormat.of().formatHex(client.getInputStream().readNBytes(8)));
    }
  }

  @Test
  void usesrc() throws Exception {
    assumeTrue(!"jdk".equals(System.getProperty("haloom.transport")));
    Needs.root();
    try (Peer peer = Peer.of(c -> c.getOutputStream().write(c.getInetAddress().getAddress()));
        Running running =
            run("tcp", "server s " + peer.address() + " source 0.0.0.0 usesrc clientip");
        Socket client =
            new Socket("127.0.0.1", running.port("l"), InetAddress.getByName("127.0.0.77"), 0)) {
      client.setSoTimeout(10_000);
      assertEquals("7f00004d", HexFormat.of().formatHex(client.getInputStream().readNBytes(4)));
    }
  }

  // --- which servers are used ------------------------------------------------------------------

  /** What a client is greeted with by one of two servers, {@code a} and {@code b}. */
  private static String greeting(String defaults, String a, String b) throws IOException {
    try (Peer one = Peer.greeting("a");
        Peer two = Peer.greeting("b");
        Running running =
            run(
                "tcp",
                "balance first\ndefault-server %s\nserver a %s %s\nserver b %s %s"
                    .formatted(defaults, one.address(), a, two.address(), b));
        Socket client = running.connect("l")) {
      return new String(client.getInputStream().readNBytes(1));
    }
  }

  @Test
  void disabledAndEnabled() throws Exception {
    assertEquals("a", greeting("weight 1", "", ""));
    assertEquals("b", greeting("weight 1", "disabled", ""));
    assertEquals("b", greeting("disabled", "", "enabled"));
  }

  @Test
  void noBackup() throws Exception {
    assertEquals("a", greeting("backup", "", ""));
    assertEquals("b", greeting("backup", "", "no-backup"));
  }

  @Test
  void initAddr() throws Exception {
    try (Running running =
        run("tcp", "server a localhost:1 init-addr 127.0.0.9\nserver b localhost:1")) {
      assertEquals("/127.0.0.9:1", running.server("l", "a").address().toString());
      assertNotEquals("/127.0.0.9:1", running.server("l", "b").address().toString());
    }
  }

  /** What three clients of one address are greeted with, each while the ones before are there. */
  private static String three(String lines, String words, boolean secondWaits) throws IOException {
    try (Peer one = Peer.greeting("a");
        Peer two = Peer.greeting("b");
        Running running =
            run(
                "tcp",
                "balance source\n%s\nserver a %s %s\nserver b %s %s"
                    .formatted(lines, one.address(), words, two.address(), words));
        Socket first = running.connect("l")) {
      String greeted = new String(first.getInputStream().readNBytes(1));
      try (Socket second = running.connect("l")) {
        if (secondWaits) {
          Eventually.await(() -> running.server("l", greeted).queued().get() == 1);
        } else {
          assertEquals(greeted, new String(second.getInputStream().readNBytes(1)));
        }
        try (Socket third = running.connect("l")) {
          String last = new String(third.getInputStream().readNBytes(1));
          return last.equals(greeted) ? "the same" : "the other";
        }
      }
    }
  }

  @Test
  void maxqueue() throws Exception {
    assertEquals("the other", three("", "maxconn 1 maxqueue 1", true));
  }

  @Test
  void hashBalanceFactor() throws Exception {
    assertEquals("the same", three("hash-type consistent", "", false));
    String bounded = "hash-type consistent\nhash-balance-factor 101";
    assertEquals("the other", three(bounded, "", false));
  }

  // --- what becomes of servers -----------------------------------------------------------------

  /** Clients that find nobody at the server's port, while its check finds somebody elsewhere. */
  private static String afterErrors(String words, int clients) throws IOException {
    try (Peer alive = Peer.echo();
        Running running =
            run(
                "tcp",
                "server s 127.0.0.1:%d check port %d inter 1h fall 3 %s"
                    .formatted(Peer.refusingPort(), alive.port(), words))) {
      Server server = running.server("l", "s");
      Eventually.await(() -> server.statusText().equals("UP"));
      for (int i = 0; i < clients; i++) {
        try (Socket client = running.connect("l")) {
          assertEquals(-1, client.getInputStream().read());
        }
      }
      return server.statusText();
    }
  }

  @Test
  void observedErrors() throws Exception {
    assertEquals("UP", afterErrors("error-limit 2 on-error mark-down", 2));
    String observe = "observe layer4 error-limit 2 ";
    assertEquals("UP", afterErrors(observe + "on-error mark-down", 1));
    assertEquals("DOWN", afterErrors(observe + "on-error mark-down", 2));
    assertEquals("UP 2/3", afterErrors(observe, 2));
  }

  @Test
  void onMarkedDown() throws Exception {
    try (Peer echo = Peer.echo();
        Running running =
            run("tcp", "server s " + echo.address() + " check on-marked-down shutdown-sessions");
        Socket client = running.connect("l")) {
      client.getOutputStream().write('x');
      assertEquals('x', client.getInputStream().read());
      running.server("l", "s").changes().forceHealth(OperatingState.STOPPED);
      assertEquals(-1, client.getInputStream().read());
    }
  }

  @Test
  void onMarkedUp() throws Exception {
    try (Peer echo = Peer.echo();
        Running running =
            run(
                "tcp",
                """
                server s %1$s check inter 1h on-marked-up shutdown-backup-sessions
                server b %1$s backup
                """
                    .formatted(echo.address()))) {
      Server server = running.server("l", "s");
      Eventually.await(() -> server.statusText().equals("UP"));
      server.changes().forceHealth(OperatingState.STOPPED);
      try (Socket client = running.connect("l")) {
        client.getOutputStream().write('x');
        assertEquals('x', client.getInputStream().read());
        server.changes().forceHealth(OperatingState.RUNNING);
        assertEquals(-1, client.getInputStream().read());
      }
    }
  }

  @Test
  void slowstart() throws Exception {
    try (Running running = run("tcp", "server s 127.0.0.1:1 weight 100 slowstart 1h")) {
      Server server = running.server("l", "s");
      assertEquals(100, server.effectiveWeight());
      server.changes().maintenance();
      server.changes().ready();
      assertEquals(OperatingState.STARTING, server.operating());
      assertTrue(server.effectiveWeight() < 10);
    }
  }

  // --- HTTP ------------------------------------------------------------------------------------

  private static String answer(Running running) throws IOException {
    try (Socket client = running.connect("l")) {
      client.getOutputStream().write("GET /p HTTP/1.0\r\n\r\n".getBytes());
      return new String(client.getInputStream().readAllBytes());
    }
  }

  /** Two requests of two clients, by their numbers on the connection to the server. */
  @Test
  void nothingIsKeptForNoTime() throws Exception {
    assertEquals("12", numbers(""));
    assertEquals("11", numbers("pool-purge-delay 0"));
  }

  private static String numbers(String words) throws IOException {
    try (Peer peer = Peer.of(ServerWordsTest::count);
        Running running =
            run("http", "http-reuse always\nserver s " + peer.address() + " " + words)) {
      Server server = running.server("l", "s");
      String first = answer(running).replaceAll("(?s).*number: (.).*", "$1");
      Eventually.await(() -> server.connections().used() == 0);
      return first + answer(running).replaceAll("(?s).*number: (.).*", "$1");
    }
  }

  /** Answers each request with its number on the connection. */
  private static void count(Socket connection) throws IOException {
    int number = 0;
    StringBuilder head = new StringBuilder();
    for (int next = connection.getInputStream().read(); next >= 0; ) {
      head.append((char) next);
      if (head.toString().endsWith("\r\n\r\n")) {
        head.setLength(0);
        number++;
        String answer = "HTTP/1.1 200 OK\r\nnumber: " + number + "\r\ncontent-length: 0\r\n\r\n";
        connection.getOutputStream().write(answer.getBytes());
      }
      next = connection.getInputStream().read();
    }
  }

  @Test
  void redir() throws Exception {
    try (Running running = run("http", "server s 127.0.0.1:1 redir http://other")) {
      String answer = answer(running);
      assertTrue(answer.contains("\r\nlocation: http://other/p\r\n"), answer);
    }
  }

  // --- proxies and bind lines ------------------------------------------------------------------

  @Test
  void dynamicCookieKey() throws Exception {
    String lines = "cookie SRV insert dynamic\ndynamic-cookie-key %s\nserver s 127.0.0.1:8001";
    try (Running running = run("http", lines.formatted("secret"))) {
      assertEquals("5257c60a33986867", running.server("l", "s").cookie());
    }
    try (Running running = run("http", lines.formatted("other"))) {
      assertEquals("c34e6dc3dd17d56b", running.server("l", "s").cookie());
    }
  }

  /** A client beyond those of a bind line waits until one of them has gone. */
  @Test
  void maxconnOfBindLines() throws Exception {
    String text =
        """
        defaults
          mode http
          timeout client 30s
        frontend l
          bind 127.0.0.1:0 maxconn 1
          http-request return status 200 hdr now %[fe_conn]
        """;
    String get = "GET / HTTP/1.%d\r\nhost: h\r\n\r\n";
    try (Running running = Running.of(text);
        Socket first = running.connect("l");
        Socket second = running.connect("l")) {
      first.getOutputStream().write(get.formatted(1).getBytes());
      assertEquals("HTTP/1.1 200", new String(first.getInputStream().readNBytes(12)));
      second.getOutputStream().write(get.formatted(0).getBytes());
      // Nobody waits in the kernel's queue: the second is held back, or served.
      Eventually.await(() -> waiting(running) == 0);
      first.close();
      String answer = new String(second.getInputStream().readAllBytes());
      assertTrue(answer.contains("\r\nnow: 1\r\n"), answer);
    }
  }

  private static int waiting(Running running) {
    try {
      return Integer.parseInt(
          KernelSockets.listening(running.port("l")).replaceAll("(?s)^([0-9]+) .*", "$1"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The word, which is that of old, and not the option. */
  @Test
  void transparent() throws Exception {
    try (Peer peer = Peer.greeting("there");
        Running running =
            run("tcp", "transparent\ntcp-request content set-dst-port int(" + peer.port() + ")");
        Socket client = running.connect("l")) {
      assertEquals("there", new String(client.getInputStream().readNBytes(5)));
    }
  }

  @Test
  void namesOfBindLines() throws Exception {
    String rule = "http-request return status 200 hdr so %[so_id]/%[so_name]";
    String text =
        """
        defaults
          mode http
          timeout client 30s
        frontend l
          bind 127.0.0.1:0 id 77 name here
          %s
        """;
    try (Running running = Running.of(text.formatted(rule))) {
      String answer = answer(running);
      assertTrue(answer.contains("\r\nso: 77/here\r\n"), answer);
    }
  }
}
