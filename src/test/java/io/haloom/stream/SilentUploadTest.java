package io.haloom.stream;

import static io.haloom.harness.Wire.head;
import static io.haloom.harness.Wire.read;
import static io.haloom.harness.Wire.say;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.harness.Peer;
import io.haloom.harness.Running;
import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A client that is silent inside the body of its request for longer than {@code timeout client}:
 * until the server has answered, it is {@code timeout server} that counts, where there is one.
 */
@Timeout(60)
class SilentUploadTest {
  private static final String CONFIG =
      """
      listen web
        mode http
        log $log local0
        option httplog
        bind 127.0.0.1:0
        timeout connect 20s
        timeout client 100ms
        timeout server %s
        server s %s
      """;

  private static final String REST = "x".repeat(40_000);
  private static final String HALF = "HTTP/1.1 202 Accepted\r\nContent-Length: 4\r\n\r\nok";

  private static void upload(Socket client) throws IOException {
    say(client, "POST /up HTTP/1.1\r\nHost: a\r\nContent-Length: 40005\r\n\r\nfirst");
  }

  /** Time itself is what is tried. */
  private static void isSilent() throws InterruptedException {
    Thread.sleep(350);
  }

  /** Before the answer, behind an interim one, and in the midst of it. */
  @ParameterizedTest
  @ValueSource(strings = {"", "HTTP/1.1 100 Continue\r\n\r\n", HALF})
  void itIsHeardWhenItGoesOn(String before) throws Exception {
    boolean half = before.equals(HALF);
    try (Peer server = Peer.of(peer -> takesAll(peer, before, half ? "ok" : HALF + "ok"));
        Running haloom = Running.of(CONFIG.formatted("50s", server.address()));
        Socket client = haloom.connect("web")) {
      upload(client);
      if (!before.isEmpty()) {
        head(client);
      }
      isSilent();
      say(client, REST);
      if (!half) {
        assertTrue(head(client).startsWith("HTTP/1.1 202 "));
      }
      assertEquals("okok", read(client, 4));
      assertTrue(haloom.log().next().contains(" 202 "));
    }
  }

  private static void takesAll(Socket peer, String before, String after) throws IOException {
    head(peer);
    say(peer, before);
    assertEquals("first" + REST, read(peer, 40_005));
    say(peer, after);
    peer.getInputStream().readAllBytes();
  }

  @Test
  void inChunksToo() throws Exception {
    try (Peer server =
            Peer.of(
                peer -> {
                  head(peer);
                  read(peer, "2\r\nab\r\n2\r\ncd\r\n0\r\n\r\n".length());
                  say(peer, HALF + "ok");
                });
        Running haloom = Running.of(CONFIG.formatted("50s", server.address()));
        Socket client = haloom.connect("web")) {
      say(client, "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n");
      isSilent();
      say(client, "2\r\ncd\r\n0\r\n\r\n");
      assertTrue(head(client).startsWith("HTTP/1.1 202 "));
    }
  }

  @Test
  void afterTheAnswerItsTimeoutCounts() throws Exception {
    try (Peer server =
            Peer.of(
                peer -> {
                  head(peer);
                  say(peer, HALF + "ok");
                  peer.getInputStream().readAllBytes();
                });
        Running haloom = Running.of(CONFIG.formatted("50s", server.address()));
        Socket client = haloom.connect("web")) {
      upload(client);
      client.getInputStream().readAllBytes();
      assertTrue(haloom.log().next().contains(" 202 59 - - cD-- "));
    }
  }

  @Test
  void theServersTimeoutEndsIt() throws Exception {
    try (Peer server = Peer.of(peer -> peer.getInputStream().readAllBytes());
        Running haloom = Running.of(CONFIG.formatted("400ms", server.address()));
        Socket client = haloom.connect("web")) {
      upload(client);
      assertTrue(head(client).startsWith("HTTP/1.1 504 "));
      assertTrue(haloom.log().next().contains(" 504 198 - - sH-- "));
    }
  }

  /** The server is told that no more comes. */
  @Test
  void withoutAServersTimeoutItsOwnCounts() throws Exception {
    try (Peer server = Peer.of(peer -> peer.getInputStream().readAllBytes());
        Running haloom = Running.of(CONFIG.formatted("0", server.address()));
        Socket client = haloom.connect("web")) {
      upload(client);
      assertEquals(-1, client.getInputStream().read());
      assertTrue(haloom.log().next().contains(" -1 0 - - cD-- "));
    }
  }
}
