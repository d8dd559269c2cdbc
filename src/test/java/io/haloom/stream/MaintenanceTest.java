package io.haloom.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.harness.Eventually;
import io.haloom.harness.Peer;
import io.haloom.harness.Running;
import io.haloom.proxy.Backend;
import io.haloom.proxy.count.Counter;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What becomes of the sessions of a server that is taken out of service. */
class MaintenanceTest {
  private static final String CONFIG =
      """
      defaults
        mode http
        log $log local0
        option httplog
        timeout connect 5s
        timeout client 20s
        timeout server 20s
      listen a
        bind 127.0.0.1:0
        cookie S insert indirect
        server s1 %s maxconn 1 cookie one
        server s2 %s maxconn 1 cookie two
      """;

  private static final String OK =
      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok";

  private static Peer answering(CountDownLatch gate) {
    return Peer.of(
        connection -> {
          connection.getInputStream().read(new byte[9999]);
          try {
            gate.await();
          } catch (InterruptedException e) {
            return;
          }
          connection.getOutputStream().write(OK.getBytes(StandardCharsets.US_ASCII));
        });
  }

  private static Socket ask(Running haloom, String path) throws IOException {
    Socket client = haloom.connect("a");
    String request =
        "GET " + path + " HTTP/1.1\r\nHost: h\r\nCookie: S=one\r\nConnection: close\r\n\r\n";
    client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return client;
  }

  private static String answer(Socket client) throws IOException {
    return new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
  }

  @Test
  void whoWaitsForItGoesElsewhereAtOnce() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    try (Peer one = answering(gate);
        Peer two = answering(new CountDownLatch(0));
        Running haloom = Running.of(CONFIG.formatted(one.address(), two.address()))) {
      try (Socket served = ask(haloom, "/served")) {
        Eventually.await(() -> haloom.server("a", "s1").served() == 1);
        assertEquals(0, haloom.backend("a").counters().get(Counter.REQUESTS), "it is not over");
        try (Socket waiting = ask(haloom, "/waiting")) {
          Eventually.await(() -> haloom.server("a", "s1").queued().get() == 1);
          haloom.server("a", "s1").changes().maintenance();
          assertTrue(answer(waiting).contains("set-cookie: S=two;"));
          String line = haloom.log().next(".*/waiting.*").replaceFirst("^.*\\] ", "");
          assertTrue(line.matches("a a/s2 \\d+/\\d+/.* --DI 2/2/1/0/\\+0 1/0 .*"), line);
        }
        gate.countDown();
        assertTrue(answer(served).startsWith("HTTP/1.1 200 OK"));
        haloom.log().next(".*/served.*");
        assertEquals(2, haloom.backend("a").counters().get(Counter.REQUESTS));
      }
    }
  }

  @Test
  void whoWaitsForTheLastServerIsToldAtOnce() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    String config = CONFIG.replace(" cookie one", "").replaceAll("(?m)^  server s2 .*\n", "");
    try (Peer one = answering(gate);
        Running haloom = Running.of(config.formatted(one.address()));
        Socket served = ask(haloom, "/served")) {
      Backend backend = haloom.backend("a");
      Eventually.await(() -> haloom.server("a", "s1").served() == 1);
      try (Socket waiting = ask(haloom, "/waiting")) {
        Eventually.await(() -> backend.totalQueued() == 1);
        haloom.server("a", "s1").changes().maintenance();
        assertTrue(answer(waiting).startsWith("HTTP/1.1 503 "));
      }
      gate.countDown();
      assertTrue(answer(served).startsWith("HTTP/1.1 200 OK"));
      Eventually.await(() -> haloom.server("a", "s1").served() == 0);
      assertEquals(0, backend.totalQueued());
    }
  }
}
