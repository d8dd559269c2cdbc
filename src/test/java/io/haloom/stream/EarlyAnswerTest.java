package io.haloom.stream;

import static io.haloom.harness.Wire.head;
import static io.haloom.harness.Wire.say;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.harness.Peer;
import io.haloom.harness.Running;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Answers that are complete before the request is, and requests that take longer than a head may.
 */
class EarlyAnswerTest {
  private static final int LENGTH = 300_000;

  private static final String CONFIG =
      """
      listen web
        mode http
        log $log local0
        option httplog
        bind 127.0.0.1:0
        timeout connect 2s
        timeout client 20s
        timeout server 20s
        timeout http-request %s
        server s %s
      """;

  private static final String ACCEPTED = "HTTP/1.1 202 Accepted\r\nContent-Length: 2\r\n\r\nok";

  private final CompletableFuture<Integer> received = new CompletableFuture<>();

  /** Answers once the head is there, then takes the body and another request. */
  private void answersEarly(Socket peer, String answer) throws IOException {
    head(peer);
    say(peer, answer);
    received.complete(peer.getInputStream().readNBytes(LENGTH).length);
    if (!head(peer).isEmpty()) {
      say(peer, ACCEPTED);
    }
  }

  private static String upload(String... more) {
    return "POST /up HTTP/1.1\r\nHost: a\r\nContent-Length: "
        + LENGTH
        + "\r\n"
        + String.join("", more)
        + "\r\n";
  }

  private int receivedBytes() throws Exception {
    return received.get(10, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"202 Accepted", "413 Content Too Large", "417 Expectation Failed"})
  void theServerGetsTheRestAndTheConnectionLivesOn(String status) throws Exception {
    String answer = "HTTP/1.1 " + status + "\r\nContent-Length: 2\r\n\r\nok";
    try (Peer server = Peer.of(peer -> answersEarly(peer, answer));
        Running haloom = Running.of(CONFIG.formatted("20s", server.address()));
        Socket client = haloom.connect("web")) {
      say(client, upload("Expect: 100-continue\r\n"));
      assertEquals("HTTP/1.1 " + status + "\r\ncontent-length: 2\r\n\r\n", head(client));
      assertEquals("ok", new String(client.getInputStream().readNBytes(2)));
      client.getOutputStream().write(new byte[LENGTH]);
      assertEquals(LENGTH, receivedBytes());
      say(client, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      assertTrue(head(client).startsWith("HTTP/1.1 202 Accepted"));
      assertTrue(haloom.log().next().contains(" ---- "));
    }
  }

  @Test
  void whoBreaksItOffIsLogged() throws Exception {
    try (Peer server = Peer.of(peer -> answersEarly(peer, ACCEPTED));
        Running haloom = Running.of(CONFIG.formatted("20s", server.address()))) {
      try (Socket client = haloom.connect("web")) {
        say(client, upload());
        head(client);
      }
      assertTrue(haloom.log().next().contains(" 202 57 - - CD-- "));
    }
  }

  @Test
  void aBadChunkBehindTheAnswerIsTheClients() throws Exception {
    try (Peer server = Peer.of(peer -> answersEarly(peer, ACCEPTED));
        Running haloom = Running.of(CONFIG.formatted("20s", server.address()));
        Socket client = haloom.connect("web")) {
      say(client, "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n");
      head(client);
      say(client, "zz\r\n");
      assertEquals("ok", new String(client.getInputStream().readAllBytes()));
      assertTrue(haloom.log().next().contains(" 202 57 - - PD-- "));
    }
  }

  @Test
  void theTimeForAHeadIsNotThatOfABody() throws Exception {
    try (Peer server =
            Peer.of(
                peer -> {
                  head(peer);
                  received.complete(peer.getInputStream().readNBytes(LENGTH).length);
                  say(peer, ACCEPTED);
                });
        Running haloom = Running.of(CONFIG.formatted("100ms", server.address()));
        Socket client = haloom.connect("web")) {
      say(client, upload());
      for (int part = 0; part < 3; part++) {
        Thread.sleep(100); // time itself is what is tried
        client.getOutputStream().write(new byte[LENGTH / 3]);
      }
      assertEquals(LENGTH, receivedBytes());
      assertTrue(head(client).startsWith("HTTP/1.1 202 Accepted"));
    }
  }
}
