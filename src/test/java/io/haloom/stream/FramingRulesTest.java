package io.haloom.stream;

import static io.haloom.harness.Wire.read;
import static io.haloom.harness.Wire.say;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.harness.Peer;
import io.haloom.harness.Running;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** After the last rule the fields say what the body is, whatever rules have made of them. */
class FramingRulesTest {
  private static final String CONFIG =
      """
      listen web
        mode http
        bind 127.0.0.1:0
        timeout connect 2s
        timeout client 20s
        timeout server 20s
        %s
        server s %s
      """;

  private static final String LENGTH = "content-length: 5\r\n\r\nhello";
  private static final String CHUNKS = "transfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n";
  private static final String NOTHING = "\r\n";

  private static String fields(String name) {
    return switch (name) {
      case "length" -> LENGTH;
      case "chunks" -> CHUNKS;
      case "empty" -> "content-length: 0\r\n\r\n";
      case "empty chunks" -> "transfer-encoding: chunked\r\n\r\n0\r\n\r\n";
      default -> NOTHING;
    };
  }

  @ParameterizedTest
  @CsvSource({
    "del-header Content-Length, length, chunks",
    "del-header Content-Length, chunks, chunks",
    "del-header Transfer-Encoding, chunks, chunks",
    "del-header Transfer-Encoding, length, length",
    "set-header Content-Length 0, length, length",
    "set-header Content-Length 100, length, length",
    "set-header Content-Length x, length, chunks",
    "set-header Content-Length 3, chunks, chunks",
    "set-header Content-Length 9, nothing, nothing",
    "add-header Content-Length 3, length, length",
    "set-header Transfer-Encoding chunked, length, chunks",
    "add-header Transfer-Encoding chunked, chunks, chunks",
    "set-header Transfer-Encoding gzip, length, length",
    "set-header Transfer-Encoding gzip, chunks, chunks",
    "add-header Transfer-Encoding identity, chunks, chunks",
    "set-header Transfer-Encoding chunked, nothing, nothing",
    "set-method CONNECT, length, length",
  })
  void aRequestIsFramedAnew(String rule, String sent, String wanted) throws Exception {
    String line = (rule.contains("CONNECT") ? "CONNECT" : "PUT") + " /p HTTP/1.1\r\nhost: a\r\n";
    String expected = line + fields(wanted);
    CompletableFuture<String> got = new CompletableFuture<>();
    try (Peer server = Peer.of(peer -> got.complete(read(peer, expected.length())));
        Running haloom = Running.of(CONFIG.formatted("http-request " + rule, server.address()));
        Socket client = haloom.connect("web")) {
      say(client, "PUT /p HTTP/1.1\r\nhost: a\r\n" + fields(sent));
      assertEquals(expected, got.get(10, TimeUnit.SECONDS));
    }
  }

  @ParameterizedTest
  @CsvSource({"0, content-length: 0", "5, ''"})
  void aTunnelHasNoLengthButNone(String length, String field) throws Exception {
    String head = "CONNECT a:80 HTTP/1.1\r\nhost: a:80\r\n";
    String expected = head.replace(":80\r", "\r") + (field.isEmpty() ? "" : field + "\r\n");
    CompletableFuture<String> got = new CompletableFuture<>();
    try (Peer server = Peer.of(peer -> got.complete(read(peer, expected.length() + 2)));
        Running haloom = Running.of(CONFIG.formatted("", server.address()));
        Socket client = haloom.connect("web")) {
      say(client, head + "content-length: " + length + "\r\n\r\nhello");
      assertEquals(expected + "\r\n", got.get(10, TimeUnit.SECONDS));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http-response del-header Content-Length, GET, length, chunks",
    "http-response del-header Transfer-Encoding, GET, chunks, chunks",
    "http-response set-header Content-Length 3, GET, length, length",
    "http-response set-header Content-Length 100, GET, chunks, chunks",
    "http-response set-header Transfer-Encoding gzip, GET, length, length",
    "http-response add-header Transfer-Encoding chunked, GET, length, chunks",
    "http-after-response del-header Content-Length, GET, length, chunks",
    "http-response del-header Content-Length, GET, empty, empty chunks",
    "http-request set-method HEAD, GET, empty, empty",
  })
  void aResponseIsFramedAnew(String rule, String method, String sent, String wanted)
      throws Exception {
    String expected = "HTTP/1.1 200 OK\r\n" + fields(wanted);
    try (Peer server = Peer.of(peer -> answers(peer, "HTTP/1.1 200 OK\r\n" + fields(sent)));
        Running haloom = Running.of(CONFIG.formatted(rule, server.address()));
        Socket client = haloom.connect("web")) {
      say(client, method + " / HTTP/1.1\r\nhost: a\r\n\r\n");
      assertEquals(expected, read(client, expected.length()));
      say(client, "GET /next HTTP/1.1\r\nhost: a\r\n\r\n");
      assertEquals(expected, read(client, expected.length()));
    }
  }

  /** Answers each request, none of which has a body. */
  private static void answers(Socket peer, String answer) throws IOException {
    StringBuilder head = new StringBuilder();
    for (int next = peer.getInputStream().read(); next >= 0; next = peer.getInputStream().read()) {
      if (head.append((char) next).toString().endsWith("\r\n\r\n")) {
        head.setLength(0);
        say(peer, answer);
      }
    }
  }

  @Test
  void aBodyThatTheClientDidNotAskForStaysHere() throws Exception {
    try (Peer server = Peer.of(peer -> answers(peer, "HTTP/1.1 200 OK\r\n" + LENGTH));
        Running haloom =
            Running.of(CONFIG.formatted("http-request set-method GET", server.address()));
        Socket client = haloom.connect("web")) {
      String head = "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n";
      say(client, "HEAD / HTTP/1.1\r\nhost: a\r\n\r\nHEAD / HTTP/1.1\r\nhost: a\r\n\r\n");
      assertEquals(head + head, read(client, 2 * head.length()));
    }
  }

  @Test
  void aStatusWithoutBodyHasNone() throws Exception {
    try (Peer server = Peer.of(peer -> answers(peer, "HTTP/1.1 200 OK\r\n" + CHUNKS));
        Running haloom =
            Running.of(CONFIG.formatted("http-response set-status 204", server.address()));
        Socket client = haloom.connect("web")) {
      String head = "HTTP/1.1 204 No Content\r\n\r\n";
      say(client, "GET / HTTP/1.1\r\nhost: a\r\n\r\nGET / HTTP/1.1\r\nhost: a\r\n\r\n");
      assertEquals(head + head, read(client, 2 * head.length()));
    }
  }

  @ParameterizedTest
  @CsvSource({"http-server-close", "httpclose"})
  void anUpgradeHasOneConnectionField(String option) throws Exception {
    CompletableFuture<String> got = new CompletableFuture<>();
    String request = "GET / HTTP/1.1\r\nhost: a\r\nconnection: Upgrade\r\nupgrade: echo\r\n\r\n";
    try (Peer server = Peer.of(peer -> got.complete(read(peer, request.length())));
        Running haloom = Running.of(CONFIG.formatted("option " + option, server.address()));
        Socket client = haloom.connect("web")) {
      say(client, request);
      assertEquals(request, got.get(10, TimeUnit.SECONDS));
    }
  }

  @Test
  void chunksOfAnOldVersionEndTheConnection() throws Exception {
    try (Peer server = Peer.of(peer -> answers(peer, "HTTP/1.0 200 OK\r\n" + CHUNKS));
        Running haloom = Running.of(CONFIG.formatted("", server.address()));
        Socket client = haloom.connect("web")) {
      say(client, "GET / HTTP/1.1\r\nhost: a\r\n\r\n");
      String all = new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      assertEquals("HTTP/1.0 200 OK\r\n" + CHUNKS, all);
    }
  }

  @Test
  void aRefusedConnectLeavesTheConnection() throws Exception {
    try (Peer server = Peer.of(peer -> answers(peer, "HTTP/1.1 200 OK\r\n" + LENGTH));
        Running haloom =
            Running.of(CONFIG.formatted("http-request deny if METH_CONNECT", server.address()));
        Socket client = haloom.connect("web")) {
      say(client, "CONNECT h:1 HTTP/1.1\r\nhost: h:1\r\n\r\nGET / HTTP/1.1\r\nhost: a\r\n\r\n");
      String end = "HTTP/1.1 200 OK\r\n" + LENGTH;
      StringBuilder all = new StringBuilder();
      while (all.indexOf(end) < 0) {
        all.append(read(client, 1));
      }
      assertTrue(all.toString().startsWith("HTTP/1.1 403 Forbidden\r\n"), all::toString);
    }
  }
}
