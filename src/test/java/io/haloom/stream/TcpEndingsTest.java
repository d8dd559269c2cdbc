package io.haloom.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.haloom.harness.Peer;
import io.haloom.harness.Running;
import io.haloom.proxy.count.Counter;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How sessions end that get no server, or lose one side: as HAProxy 2.6 logs and counts them. */
@Timeout(60)
class TcpEndingsTest {
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
        timeout queue 20s
        retries 0
      """;

  private static String listen(String... lines) {
    return HEAD + "listen l\n  bind 127.0.0.1:0\n  " + String.join("\n  ", lines) + "\n";
  }

  /** Timers and ports are left out: what stays is server, bytes, state, connections and queues. */
  private static String outcome(Running running) {
    String[] words = running.log().next("127\\.0\\.0\\.1:.*").split(" ");
    return words[3] + " " + words[5] + " " + words[6] + " " + words[7] + " " + words[8];
  }

  private static void reset(Socket socket) throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Test
  void whatNoServerTookIsCounted() throws IOException {
    try (Running running = Running.of(listen("server s1 127.0.0.1:1 disabled"))) {
      try (Socket first = running.connect("l")) {
        assertEquals(-1, first.getInputStream().read());
      }
      assertEquals("l/<NOSRV> 0 SC 1/1/0/0/0 0/0", outcome(running));
      assertEquals(0, running.backend("l").counters().get(Counter.BYTES_IN));
    }
    String wait = "tcp-request inspect-delay 20s\n  tcp-request content reject if { req.len gt 2 }";
    try (Running running = Running.of(listen(wait, "server s1 127.0.0.1:1"));
        Socket client = running.connect("l")) {
      client.getOutputStream().write("abc".getBytes());
      assertEquals(-1, client.getInputStream().read());
      assertEquals("l/<NOSRV> 0 PR 1/1/0/0/0 0/0", outcome(running));
      assertEquals(3, running.haloom().runtime().frontend("l").counters().get(Counter.BYTES_IN));
    }
  }

  @Test
  void aResetInTheQueueIsSeenBehindData() throws Exception {
    CompletableFuture<Void> arrived = new CompletableFuture<>();
    Peer.Script script =
        c -> {
          arrived.complete(null);
          c.getInputStream().readAllBytes();
        };
    try (Peer peer = Peer.of(script);
        Running running = Running.of(listen("server s1 " + peer.address() + " maxconn 1"));
        Socket first = running.connect("l")) {
      arrived.get(20, TimeUnit.SECONDS);
      Socket second = running.connect("l");
      second.getOutputStream().write('x');
      while (running.backend("l").totalQueued() == 0) {
        Thread.onSpinWait();
      }
      reset(second);
      assertEquals("l/<NOSRV> 0 CD 2/2/1/0/0 0/1", outcome(running));
      assertEquals(true, first.isConnected());
    }
  }

  @Test
  void aFullQueueNamesItsServer() throws Exception {
    CompletableFuture<Void> arrived = new CompletableFuture<>();
    Peer.Script script =
        c -> {
          arrived.complete(null);
          c.getInputStream().readAllBytes();
        };
    try (Peer peer = Peer.of(script);
        Running running =
            Running.of(
                listen(
                    "balance source",
                    "server s1 " + peer.address() + " maxconn 1 maxqueue 1",
                    "server s2 " + peer.address() + " disabled"));
        Socket first = running.connect("l")) {
      arrived.get(20, TimeUnit.SECONDS);
      try (Socket second = running.connect("l")) {
        while (running.backend("l").totalQueued() == 0) {
          Thread.onSpinWait();
        }
        try (Socket third = running.connect("l")) {
          assertEquals(-1, third.getInputStream().read());
        }
        assertEquals("l/s1 0 SQ 3/3/2/1/0 0/0", outcome(running));
        assertEquals(1, running.server("l", "s1").counters().get(Counter.FAILED_CONNECTIONS));
        assertEquals(true, second.isConnected() && first.isConnected());
      }
    }
  }

  @Test
  void aTunnelThatFallsSilentIsTheClientsFault() throws IOException {
    try (Peer peer = Peer.of(c -> c.getInputStream().readAllBytes());
        Running running =
            Running.of(listen("timeout tunnel 100ms", "server s1 " + peer.address()));
        Socket client = running.connect("l")) {
      assertEquals(-1, client.getInputStream().read());
      assertEquals("l/s1 0 cD 1/1/0/0/0 0/0", outcome(running));
    }
  }

  @Test
  void nolingerEndsTheServersSideWithTheClients() throws Exception {
    CompletableFuture<Throwable> seen = new CompletableFuture<>();
    Peer.Script script =
        c -> {
          try {
            c.getInputStream().readAllBytes();
            seen.complete(null);
          } catch (SocketException e) {
            seen.complete(e);
          }
        };
    try (Peer peer = Peer.of(script);
        Running running = Running.of(listen("option nolinger", "server s1 " + peer.address()));
        Socket client = running.connect("l")) {
      client.getOutputStream().write('x');
      client.shutdownOutput();
      assertThrows(SocketException.class, () -> client.getInputStream().readAllBytes());
      assertEquals("l/s1 0 -- 1/1/0/0/0 0/0", outcome(running));
      assertEquals(SocketException.class, seen.get(20, TimeUnit.SECONDS).getClass());
    }
  }

  @Test
  void everyAttemptCountsAsASessionOfTheServerAndTheChoiceOnce() throws IOException {
    String dead = "127.0.0.1:" + Peer.refusingPort();
    try (Running running =
            Running.of(listen("timeout connect 50ms", "retries 2", "server s1 " + dead));
        Socket client = running.connect("l")) {
      assertEquals(-1, client.getInputStream().read());
      assertEquals("l/s1 0 SC 1/1/0/0/2 0/0", outcome(running));
      assertEquals(3, running.server("l", "s1").counters().get(Counter.SESSIONS));
      assertEquals(1, running.server("l", "s1").counters().get(Counter.LOAD_BALANCED));
    }
  }

  @Test
  void aRejectedConnectionIsReset() throws IOException {
    try (Running running =
        Running.of(listen("tcp-request connection reject", "server s1 127.0.0.1:1"))) {
      assertThrows(
          SocketException.class,
          () -> {
            try (Socket client = running.connect("l")) {
              client.getInputStream().read();
            }
          });
    }
  }
}
