package io.haloom.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.harness.Commands;
import io.haloom.harness.Peer;
import io.haloom.harness.ReservedPort;
import io.haloom.harness.Running;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Words of the global section that bound what a balancer takes, or say what it is called. */
@Timeout(60)
class GlobalLimitsTest {
  private static final String DEFAULTS =
      """
      defaults
        timeout connect 1s
        timeout client 20s
        timeout server 20s
      """;

  private static final String HTTP =
      """
      listen l
        mode http
        bind 127.0.0.1:0
        log $log local0
        http-request return status 200
      """;

  @TempDir Path folder;

  private static String global(String... words) {
    return "global\n  " + String.join("\n  ", words) + "\n" + DEFAULTS;
  }

  private static String tcp(Peer peer) {
    return "listen l\n  bind 127.0.0.1:0\n  server s " + peer.address() + "\n";
  }

  /** The first line of the answer to that request. */
  private static String status(Running running, String request) throws IOException {
    try (Socket client = running.connect("l")) {
      client.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      StringBuilder line = new StringBuilder();
      for (int c = client.getInputStream().read(); c > '\r'; c = client.getInputStream().read()) {
        line.append((char) c);
      }
      return line.toString();
    }
  }

  private static String ofLength(int length) {
    return "GET / HTTP/1.1\r\nX: " + "x".repeat(length) + "\r\n\r\n";
  }

  /** Two at once, and four more at two a second: that is more than a second. */
  @ParameterizedTest
  @ValueSource(strings = {"maxconnrate 2", "maxsessrate 2"})
  void ratesOfTheProcessHoldClientsBack(String word) throws Exception {
    try (Peer peer = Peer.greeting("hi");
        Running running = Running.of(global(word) + tcp(peer))) {
      long start = System.nanoTime();
      for (int i = 0; i < 6; i++) {
        try (Socket client = running.connect("l")) {
          assertEquals('h', client.getInputStream().read());
        }
      }
      assertTrue(System.nanoTime() - start > 900_000_000L);
    }
  }

  @Test
  void aHardStopEndsWhoStays() throws Exception {
    try (Peer peer = Peer.greeting("hi");
        Running running = Running.of(global("hard-stop-after 200ms") + tcp(peer));
        Socket client = running.connect("l")) {
      assertEquals('h', client.getInputStream().read());
      running.haloom().softStop();
      running.haloom().awaitStopped();
    }
  }

  @Test
  void headsAreAsLongAsTheBufferLeaves() throws Exception {
    try (Running running = Running.of(global() + HTTP)) {
      assertEquals("HTTP/1.1 200 OK", status(running, ofLength(15_000)));
      assertEquals("HTTP/1.1 400 Bad request", status(running, ofLength(17_000)));
    }
    try (Running running = Running.of(global("tune.bufsize 32768") + HTTP)) {
      assertEquals("HTTP/1.1 200 OK", status(running, ofLength(17_000)));
    }
    try (Running running = Running.of(global("tune.maxrewrite 8000") + HTTP)) {
      assertEquals("HTTP/1.1 400 Bad request", status(running, ofLength(15_000)));
    }
  }

  /** The request line is one of them. */
  @Test
  void headersAreCounted() throws Exception {
    try (Running running = Running.of(global("tune.http.maxhdr 3") + HTTP)) {
      assertEquals("HTTP/1.1 200 OK", status(running, "GET / HTTP/1.1\r\nA: 1\r\n\r\n"));
      String many = "GET / HTTP/1.1\r\nA: 1\r\nB: 1\r\nC: 1\r\nD: 1\r\n\r\n";
      assertEquals("HTTP/1.1 400 Bad request", status(running, many));
    }
  }

  @ParameterizedTest
  @CsvSource({"'', 413 Payload Too Large", "h1-accept-payload-with-any-method, 200 OK"})
  void payloadOfOldGetRequests(String word, String expected) throws Exception {
    try (Running running = Running.of(global(word) + HTTP)) {
      String got = status(running, "GET / HTTP/1.0\r\nContent-Length: 1\r\n\r\nx");
      assertEquals("HTTP/1.1 " + expected, got);
    }
  }

  @Test
  void whatIsLoggedHasItsLengths() throws Exception {
    String words = global("tune.http.logurilen 10", "tune.http.cookielen 5");
    String format = "  capture cookie c= len 50\n  log-format \"%CC %r\"\n";
    try (Peer peer = Peer.greeting("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        Running running = Running.of(words + proxied(peer) + format)) {
      status(running, "GET /aaaaaaaaaaaaaaa HTTP/1.1\r\nCookie: c=123456789\r\n\r\n");
      assertEquals("c=123 GET /aaaaa", running.log().next(".*GET.*"));
    }
  }

  private static String proxied(Peer peer) {
    return HTTP.replace("http-request return status 200", "server s " + peer.address());
  }

  @Test
  void logsHaveTheTagAndTheHost() throws Exception {
    try (DatagramSocket receiver = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
      String log = "log 127.0.0.1:" + receiver.getLocalPort() + " local0";
      String text = global(log, "log-tag mine", "log-send-hostname here") + HTTP + "  log global\n";
      receiver.setSoTimeout(10_000);
      try (Running running = Running.of(text)) {
        status(running, ofLength(1));
        DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
        receiver.receive(packet);
        String line = new String(packet.getData(), 0, packet.getLength());
        assertTrue(line.contains(" here mine["), line);
      }
    }
  }

  @Test
  void aPortIsNotShared() throws Exception {
    try (ReservedPort taken = new ReservedPort()) {
      String bind = "listen l\n  bind 127.0.0.1:" + taken.port() + "\n";
      Running.of(global() + bind).close();
      try (Running first = Running.of(global("noreuseport") + bind)) {
        assertTrue(first.port("l") > 0);
        assertThrows(AssertionError.class, () -> Running.of(global("noreuseport") + bind));
      }
    }
  }

  @Test
  void unixSocketsHaveTheirPrefixAndMode() throws Exception {
    String prefix = "unix-bind prefix " + folder + "/p- mode 640";
    try (Running running = Running.of(global(prefix) + HTTP + "  bind unix@s\n")) {
      assertEquals('2', status(running, ofLength(1)).charAt(9));
      List<String> names = new ArrayList<>();
      try (var files = Files.walk(folder)) {
        files.filter(file -> !Files.isDirectory(file)).forEach(f -> names.add(f + mode(f)));
      }
      assertEquals(List.of(folder + "/p-s rw-r-----"), names);
    }
  }

  private static String mode(Path file) {
    try {
      return " " + PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whatItIsCalledIsShown() throws Exception {
    String socket = "stats socket " + folder + "/s level admin";
    String words = global(socket, "node n1", "description it is mine", "nbthread 1");
    try (Running running = Running.of(words + HTTP)) {
      assertTrue(running.port("l") > 0);
      List<String> info = Commands.ask(folder.resolve("s"), "show info").lines().toList();
      assertTrue(info.contains("node: n1"), info::toString);
      assertTrue(info.contains("description: it is mine"), info::toString);
      assertTrue(info.contains("Nbthread: 1"), info::toString);
    }
  }

  @Test
  void theEnvironmentIsEmptied() throws Exception {
    String[] words = {"setenv A 1", "setenv B 2", "setenv C 3", "unsetenv A", "resetenv B"};
    String format = "  log-format \"<%[env(A)],%[env(B)],%[env(C)]>\"\n";
    try (Running running = Running.of(global(words) + HTTP + format)) {
      status(running, ofLength(1));
      assertEquals("<-,2,->", running.log().next("<.*"));
    }
    try (Running running = Running.of(global("setenv A 1", "unsetenv A") + HTTP + format)) {
      status(running, ofLength(1));
      assertEquals("<-,-,->", running.log().next("<.*"));
    }
  }
}
