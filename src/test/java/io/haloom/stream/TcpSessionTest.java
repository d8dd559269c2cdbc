package io.haloom.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.harness.Peer;
import io.haloom.harness.Running;
import io.haloom.proxy.count.Counter;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The way of a TCP session, with the outcomes that HAProxy 2.6 has for the same events. */
@Timeout(60)
class TcpSessionTest {
  private static final String HEAD =
      """
      global
        log $log local0
      defaults
        mode tcp
        log global
        option tcplog
        timeout connect 2s
        timeout client 20s
        timeout server 20s
        retries 0
      """;

  private static String listen(String server, String... lines) {
    return HEAD
        + "listen l\n  bind 127.0.0.1:0\n  "
        + String.join("\n  ", lines)
        + "\n  server s1 "
        + server
        + "\n";
  }

  /** Timers and ports are left out: what stays is proxy, server, bytes, state and counts. */
  private static String outcome(Running running) {
    String[] words = running.log().next("127\\.0\\.0\\.1:.*").split(" ");
    return words[3] + " " + words[5] + " " + words[6];
  }

  private static void reset(Socket socket) throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Test
  void bytesGoBothWaysAndBothEndsAreCounted() throws IOException {
    try (Peer echo = Peer.echo();
        Running running = Running.of(listen(echo.address()))) {
      byte[] sent = new byte[3_000_000];
      new Random(7).nextBytes(sent);
      try (Socket client = running.connect("l")) {
        Thread.ofVirtual().start(() -> send(client, sent));
        assertArrayEquals(sent, client.getInputStream().readAllBytes());
      }
      assertEquals("l/s1 3000000 --", outcome(running));
      assertEquals(3_000_000, running.backend("l").counters().get(Counter.BYTES_IN));
      assertEquals(3_000_000, running.server("l", "s1").counters().get(Counter.BYTES_OUT));
    }
  }

  private static void send(Socket client, byte[] bytes) {
    try {
      client.getOutputStream().write(bytes);
      client.shutdownOutput();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anAnswerAfterTheClientsEndOfStreamArrives() throws IOException {
    Peer.Script script =
        c -> {
          int count = c.getInputStream().readAllBytes().length;
          c.getOutputStream().write(("got " + count).getBytes());
        };
    try (Peer peer = Peer.of(script);
        Running running = Running.of(listen(peer.address()));
        Socket client = running.connect("l")) {
      client.getOutputStream().write(new byte[1000]);
      client.shutdownOutput();
      assertEquals("got 1000", new String(client.getInputStream().readAllBytes()));
      assertEquals("l/s1 8 --", outcome(running));
    }
  }

  @Test
  void aServerThatEndsFirstStillGetsWhatTheClientSends() throws Exception {
    CompletableFuture<Integer> received = new CompletableFuture<>();
    Peer.Script script =
        c -> {
          c.getOutputStream().write("bye".getBytes());
          c.shutdownOutput();
          received.complete(c.getInputStream().readAllBytes().length);
        };
    try (Peer peer = Peer.of(script);
        Running running = Running.of(listen(peer.address()));
        Socket client = running.connect("l")) {
      assertEquals("bye", new String(client.getInputStream().readAllBytes()));
      client.getOutputStream().write(new byte[77]);
      client.shutdownOutput();
      assertEquals(77, received.get(10, TimeUnit.SECONDS));
      assertEquals("l/s1 3 --", outcome(running));
    }
  }

  @Test
  void aClientsResetReachesTheServerAsAReset() throws Exception {
    CompletableFuture<Throwable> seen = new CompletableFuture<>();
    Peer.Script script =
        c -> {
          c.getOutputStream().write(c.getInputStream().read());
          try {
            c.getInputStream().readAllBytes();
            seen.complete(null);
          } catch (SocketException e) {
            seen.complete(e);
          }
        };
    try (Peer peer = Peer.of(script);
        Running running = Running.of(listen(peer.address()))) {
      Socket client = running.connect("l");
      client.getOutputStream().write('x');
      client.getInputStream().read();
      reset(client);
      assertTrue(seen.get(10, TimeUnit.SECONDS) instanceof SocketException);
      assertEquals("l/s1 1 CD", outcome(running));
      assertEquals(1, running.backend("l").counters().get(Counter.CLIENT_ABORTS));
    }
  }

  @Test
  void aServersResetEndsTheSession() throws IOException {
    Peer.Script script =
        c -> {
          c.getInputStream().read();
          reset(c);
        };
    try (Peer peer = Peer.of(script);
        Running running = Running.of(listen(peer.address()));
        Socket client = running.connect("l")) {
      client.getOutputStream().write('x');
      assertEquals(-1, client.getInputStream().read());
      assertEquals("l/s1 0 SD", outcome(running));
      assertEquals(1, running.backend("l").counters().get(Counter.SERVER_ABORTS));
      assertEquals(1, running.backend("l").counters().get(Counter.FAILED_RESPONSES));
    }
  }

  @Test
  void silenceOfEitherSideIsToldApart() throws IOException {
    try (Peer peer = Peer.greeting("hi")) {
      assertEquals("l/s1 2 cD", outcomeOfSilence(peer, "timeout client 100ms"));
      assertEquals("l/s1 2 sD", outcomeOfSilence(peer, "timeout server 100ms"));
    }
  }

  private static String outcomeOfSilence(Peer peer, String timeout) throws IOException {
    try (Running running = Running.of(listen(peer.address(), timeout))) {
      try (Socket client = running.connect("l")) {
        assertEquals("hi", new String(client.getInputStream().readAllBytes()));
      }
      return outcome(running);
    }
  }

  @Test
  void withoutAServerTheClientIsClosedAtOnce() throws IOException {
    try (Running running = Running.of(listen("127.0.0.1:1 disabled"));
        Socket client = running.connect("l")) {
      client.getOutputStream().write('x');
      assertEquals(-1, client.getInputStream().read());
      assertEquals("l/<NOSRV> 0 SC", outcome(running));
      assertEquals(1, running.backend("l").counters().get(Counter.FAILED_CONNECTIONS));
    }
  }

  @Test
  void aRefusingServerIsRetriedAndThenGivenUp() throws IOException {
    String refusing = "127.0.0.1:" + Peer.refusingPort();
    String[] lines = {"retries 2", "timeout connect 20ms"};
    try (Running running = Running.of(listen(refusing, lines));
        Socket client = running.connect("l")) {
      assertEquals(-1, client.getInputStream().read());
      assertEquals("l/s1 0 SC", outcome(running));
      assertEquals(2, running.server("l", "s1").counters().get(Counter.RETRIES));
      assertEquals(1, running.server("l", "s1").counters().get(Counter.FAILED_CONNECTIONS));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"roundrobin", "static-rr", "leastconn", "first"})
  void redispatchGoesToTheOtherServer(String algorithm) throws IOException {
    try (Peer echo = Peer.echo()) {
      String other = "127.0.0.1:" + Peer.refusingPort() + "\n  server s2 " + echo.address();
      String[] lines = {"option redispatch", "retries 3", "balance " + algorithm};
      try (Running running = Running.of(listen(other, lines))) {
        Socket client = running.connect("l");
        client.getOutputStream().write('r');
        assertEquals('r', client.getInputStream().read());
        client.close();
        String line = running.log().next("127\\.0\\.0\\.1:.*");
        assertTrue(line.matches(".* l/s2 .* 1 -- \\d+/\\d+/\\d+/\\d+/\\+1 0/0"), line);
        assertEquals(1, running.server("l", "s1").counters().get(Counter.REDISPATCHES));
        assertEquals(0, running.server("l", "s1").counters().get(Counter.RETRIES));
      }
    }
  }

  @Test
  void theQueueIsServedInOrderAsSlotsComeFree() throws Exception {
    try (Peer echo = Peer.echo();
        Running running = Running.of(listen(echo.address() + " maxconn 1"))) {
      Socket first = running.connect("l");
      first.getOutputStream().write('1');
      assertEquals('1', first.getInputStream().read());
      Socket second = running.connect("l");
      second.getOutputStream().write('2');
      awaitQueued(running, 1);
      Socket third = running.connect("l");
      third.getOutputStream().write('3');
      awaitQueued(running, 2);
      first.close();
      assertEquals('2', second.getInputStream().read());
      second.close();
      assertEquals('3', third.getInputStream().read());
      third.close();
      assertEquals("l/s1 1 --", outcome(running));
    }
  }

  private static void awaitQueued(Running running, int count) throws InterruptedException {
    while (running.backend("l").queued().get() != count) {
      Thread.onSpinWait();
      Thread.yield();
    }
  }

  @Test
  void whoWaitsTooLongOrLeavesTheQueueIsNotServed() throws Exception {
    String[] lines = {"timeout queue 100ms"};
    try (Peer echo = Peer.echo();
        Running running = Running.of(listen(echo.address() + " maxconn 1", lines));
        Socket first = running.connect("l")) {
      first.getOutputStream().write('1');
      assertEquals('1', first.getInputStream().read());
      try (Socket late = running.connect("l")) {
        late.getOutputStream().write('x');
        assertEquals(-1, late.getInputStream().read());
        assertEquals("l/<NOSRV> 0 sQ", outcome(running));
      }
      running.connect("l").close();
      assertEquals("l/<NOSRV> 0 CQ", outcome(running));
      assertEquals(0, running.backend("l").queued().get());
    }
  }

  @Test
  void shutdownOfAServersSessionsEndsThem() throws IOException {
    try (Peer echo = Peer.echo();
        Running running = Running.of(listen(echo.address()));
        Socket client = running.connect("l")) {
      client.getOutputStream().write('x');
      client.getInputStream().read();
      running.haloom().sessions().table().shutdownServerSessions(running.server("l", "s1"), 'K');
      assertEquals(-1, client.getInputStream().read());
      assertEquals("l/s1 1 K-", outcome(running));
    }
  }

  @Test
  void proxyHeadersAreReadAndSent() throws Exception {
    CompletableFuture<String> received = new CompletableFuture<>();
    Peer.Script script = c -> received.complete(new String(c.getInputStream().readAllBytes()));
    try (Peer peer = Peer.of(script)) {
      String config =
          listen(peer.address() + " send-proxy")
              .replace("bind 127.0.0.1:0", "bind 127.0.0.1:0 accept-proxy");
      try (Running running = Running.of(config);
          Socket client = running.connect("l")) {
        client.getOutputStream().write("PROXY TCP4 1.2.3.4 5.6.7.8 11 22\r\nhello".getBytes());
        client.shutdownOutput();
        assertEquals(
            "PROXY TCP4 1.2.3.4 5.6.7.8 11 22\r\nhello", received.get(10, TimeUnit.SECONDS));
        String line = running.log().next();
        assertTrue(line.startsWith("1.2.3.4:11 ["), line);
      }
    }
  }

  @Test
  void whatIsNoProxyHeaderIsRefusedAndLogged() throws IOException {
    try (Peer echo = Peer.echo()) {
      String config =
          listen(echo.address()).replace("bind 127.0.0.1:0", "bind 127.0.0.1:0 accept-proxy");
      try (Running running = Running.of(config);
          Socket client = running.connect("l")) {
        client.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes());
        assertThrows(SocketException.class, () -> client.getInputStream().readNBytes(1));
        String line = running.log().next();
        assertTrue(
            line.endsWith(
                "l/1: Received something which does not look like a PROXY protocol header"),
            line);
      }
    }
  }

  @Test
  void aFrontendAtItsLimitServesTheNextWhenOneLeaves() throws Exception {
    try (Peer echo = Peer.echo();
        Running running = Running.of(listen(echo.address(), "maxconn 1"))) {
      Socket first = running.connect("l");
      first.getOutputStream().write('1');
      assertEquals('1', first.getInputStream().read());
      CountDownLatch served = new CountDownLatch(1);
      Socket second = running.connect("l");
      second.getOutputStream().write('2');
      Thread.ofVirtual().start(() -> awaitEcho(second, served));
      assertEquals(1, running.haloom().runtime().frontend("l").sessions().get());
      assertEquals(1, served.getCount());
      first.close();
      assertTrue(served.await(10, TimeUnit.SECONDS));
      second.close();
      assertEquals(1, running.haloom().runtime().frontend("l").sessions().peak());
    }
  }

  private static void awaitEcho(Socket socket, CountDownLatch served) {
    try {
      if (socket.getInputStream().read() == '2') {
        served.countDown();
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
