package io.haloom.stream.http;

import static io.haloom.harness.Eventually.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.haloom.harness.Peer;
import io.haloom.harness.Running;
import io.haloom.proxy.count.Counter;
import io.haloom.proxy.count.Counters;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTransferTest {
  private static final int LENGTH = 3_000_001;

  private static final String CONFIG =
      """
      listen web
        mode http
        bind 127.0.0.1:0
        timeout connect 2s
        timeout client 20s
        timeout server 20s
        option %s
        server s %s
      """;

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        return null;
      }
      head.append((char) next);
    }
    return head.toString();
  }

  /** Answers each request with its body. */
  private static void mirror(Socket peer) throws IOException {
    while (head(peer.getInputStream()) != null) {
      byte[] body = peer.getInputStream().readNBytes(LENGTH);
      String head = "HTTP/1.1 200 OK\r\nContent-Length: " + LENGTH + "\r\n\r\n";
      peer.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      peer.getOutputStream().write(body);
    }
  }

  @Test
  void longBodiesArriveAsTheyAreAndTheConnectionGoesOn() throws Exception {
    byte[] body = new byte[LENGTH];
    new Random(1).nextBytes(body);
    try (Peer server = Peer.of(BodyTransferTest::mirror);
        Running haloom = Running.of(CONFIG.formatted("splice-auto", server.address()));
        Socket client = haloom.connect("web")) {
      client.setSoTimeout(20_000);
      exchange(client, body);
      exchange(client, body);
      Counters backend = haloom.backend("web").counters();
      assertEquals(1, backend.get(Counter.REUSES));
      await(() -> backend.get(Counter.BYTES_OUT) >= 2 * LENGTH);
      if (haloom.haloom().runtime().transport().name().equals("epoll")) {
        // Splicing begins when several receives in a row were full: sooner or later, on a busy
        // machine.
        for (int i = 0; i < 100 && !isSplicedBothWays(backend); i++) {
          exchange(client, body);
        }
        assertTrue(isSplicedBothWays(backend));
      }
    }
  }

  private static void exchange(Socket client, byte[] body) throws IOException {
    String post = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + LENGTH + "\r\n\r\n";
    client.getOutputStream().write(post.getBytes(StandardCharsets.US_ASCII));
    client.getOutputStream().write(body);
    assertTrue(head(client.getInputStream()).startsWith("HTTP/1.1 200 "));
    assertArrayEquals(body, client.getInputStream().readNBytes(LENGTH));
  }

  /** One direction is spliced, and the other is not; the columns of both proxies tell of it. */
  @ParameterizedTest
  @ValueSource(strings = {"splice-request", "splice-response"})
  void oneDirectionMayBeSpliced(String option) throws Exception {
    assumeTrue(!"jdk".equals(System.getProperty("haloom.transport")));
    byte[] body = new byte[LENGTH];
    boolean up = option.equals("splice-request");
    try (Peer server = Peer.of(BodyTransferTest::mirror);
        Running haloom = Running.of(CONFIG.formatted(option, server.address()));
        Socket client = haloom.connect("web")) {
      client.setSoTimeout(20_000);
      Counters front = haloom.haloom().runtime().frontend("web").counters();
      Counters back = haloom.backend("web").counters();
      Counter ofFront = up ? Counter.H1_SPLICED_BYTES_IN : Counter.H1_SPLICED_BYTES_OUT;
      Counter ofBack = up ? Counter.H1_SPLICED_BYTES_OUT : Counter.H1_SPLICED_BYTES_IN;
      for (int i = 0; i < 100 && back.get(ofBack) == 0; i++) {
        exchange(client, body);
      }
      assertTrue(back.get(ofBack) > 0);
      await(() -> front.get(ofFront) == back.get(ofBack));
      Counters process = haloom.haloom().runtime().process().counters();
      await(() -> process.get(Counter.SPLICED_BYTES) == back.get(ofBack));
      assertEquals(0, front.get(ofBack));
      assertEquals(0, back.get(ofFront));
    }
  }

  private static boolean isSplicedBothWays(Counters backend) {
    return backend.get(Counter.H1_SPLICED_BYTES_IN) > 0
        && backend.get(Counter.H1_SPLICED_BYTES_OUT) > 0;
  }

  @Test
  void aBodyCutShortIsNoWholeOne() throws Exception {
    try (Peer server =
            Peer.of(
                peer -> {
                  head(peer.getInputStream());
                  String head = "HTTP/1.1 200 OK\r\nContent-Length: " + 2 * LENGTH + "\r\n\r\n";
                  peer.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
                  peer.getOutputStream().write(new byte[LENGTH]);
                });
        Running haloom = Running.of(CONFIG.formatted("splice-auto", server.address()));
        Socket client = haloom.connect("web")) {
      client.setSoTimeout(20_000);
      String get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
      client.getOutputStream().write(get.getBytes(StandardCharsets.US_ASCII));
      head(client.getInputStream());
      assertEquals(LENGTH, client.getInputStream().readAllBytes().length);
      Counters backend = haloom.backend("web").counters();
      await(() -> backend.get(Counter.SERVER_ABORTS) == 1);
    }
  }
}
