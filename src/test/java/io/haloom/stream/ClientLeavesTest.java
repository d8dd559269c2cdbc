package io.haloom.stream;

import static io.haloom.harness.Wire.say;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.haloom.harness.Peer;
import io.haloom.harness.Running;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that leave inside their request, or while it waits for a server. */
class ClientLeavesTest {
  private static final String CONFIG =
      """
      defaults
        mode http
        timeout connect 20s
        timeout client 20s
        timeout server 20s
        timeout http-request 20s
      frontend web
        bind 127.0.0.1:0
        log $log local0
        log-format "%%ci %%b/%%s %%ST %%B %%tsc %%rc"
        default_backend away
      backend away
        %s
        server s %s
      """;

  private static final String HALF =
      "POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 10\r\n\r\nhello";

  private static void leave(Socket client, boolean reset) throws IOException {
    if (reset) {
      client.setSoLinger(true, 0);
    }
    client.close();
  }

  @ParameterizedTest
  @CsvSource({
    "option http-buffer-request, true",
    "option http-buffer-request, false",
    "http-request wait-for-body time 20s, true",
    "http-request wait-for-body time 20s, false",
  })
  void noServerGetsARequestWhoseBodyIsAwaitedAndCut(String words, boolean reset) throws Exception {
    try (Peer server = Peer.echo();
        Running haloom = Running.of(CONFIG.formatted(words, server.address()))) {
      Socket client = haloom.connect("web");
      say(client, HALF);
      leave(client, reset);
      assertEquals("127.0.0.1 away/<NOSRV> -1 0 CR-- 0", haloom.log().next());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anUploadThatIsCutBetweenTwoAttemptsEndsThem(boolean reset) throws Exception {
    String address = "127.0.0.1:" + Peer.refusingPort();
    try (Running haloom = Running.of(CONFIG.formatted("retries 1000", address))) {
      Socket client = haloom.connect("web");
      say(client, HALF);
      leave(client, reset);
      String line = haloom.log().next();
      assertEquals("127.0.0.1 away/s -1 0 CC-- ", line.replaceAll("\\d+$", ""));
    }
  }

  @Test
  void aWholeUploadWhoseClientHasNoMoreToSayIsTriedOn() throws Exception {
    String address = "127.0.0.1:" + Peer.refusingPort();
    try (Running haloom = Running.of(CONFIG.formatted("retries 1", address));
        Socket client = haloom.connect("web")) {
      say(client, HALF + "world");
      client.shutdownOutput();
      String answer =
          new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      assertEquals("HTTP/1.1 503 ", answer.substring(0, 13));
    }
  }

  @Test
  void abortonCloseOfTheBackendIsEnough() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    try (Peer server =
            Peer.of(
                peer -> {
                  peer.getInputStream().read();
                  asked.countDown();
                  peer.getInputStream().readAllBytes();
                });
        Running haloom = Running.of(CONFIG.formatted("option abortonclose", server.address()))) {
      Socket client = haloom.connect("web");
      say(client, "GET / HTTP/1.1\r\nhost: a\r\n\r\n");
      asked.await();
      client.close();
      String line = haloom.log().next();
      assertEquals("CH-- 0", line.substring(line.length() - 6));
    }
  }

  @Test
  void nobodyWaitsForTheRestOfAResponseWhoseClientHasLeft() throws Exception {
    CountDownLatch answered = new CountDownLatch(1);
    String words = "option abortonclose\n  http-response wait-for-body time 1h";
    try (Peer server =
            Peer.of(
                peer -> {
                  peer.getInputStream().read();
                  say(peer, "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhello");
                  answered.countDown();
                  peer.getInputStream().readAllBytes();
                });
        Running haloom = Running.of(CONFIG.formatted(words, server.address()))) {
      Socket client = haloom.connect("web");
      say(client, "GET / HTTP/1.1\r\nhost: a\r\n\r\n");
      answered.await();
      client.close();
      String line = haloom.log().next();
      assertEquals("CH-- 0", line.substring(line.length() - 6));
    }
  }
}
