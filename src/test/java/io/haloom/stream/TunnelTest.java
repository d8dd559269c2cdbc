package io.haloom.stream;

import static io.haloom.harness.Wire.head;
import static io.haloom.harness.Wire.read;
import static io.haloom.harness.Wire.rest;
import static io.haloom.harness.Wire.say;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.haloom.harness.Peer;
import io.haloom.harness.Running;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What follows an upgrade or a CONNECT goes both ways, each until its own end. */
class TunnelTest {
  private static final String CONFIG =
      """
      listen web
        mode http
        bind 127.0.0.1:0
        timeout connect 2s
        timeout client 20s
        timeout server 20s
        server s %s
      """;

  private static final String UPGRADE =
      "HTTP/1.1 101 Go\r\nconnection: upgrade\r\nupgrade: foo\r\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\nhost: a\r\nconnection: upgrade\r\nupgrade: foo\r\n\r\n",
        "CONNECT a:1 HTTP/1.1\r\nhost: a:1\r\n\r\n"
      })
  void aServerThatEndsItsStreamStillGetsTheClients(String request) throws Exception {
    String answer = request.startsWith("GET") ? UPGRADE : "HTTP/1.1 200 OK\r\n";
    CompletableFuture<String> got = new CompletableFuture<>();
    try (Peer server =
            Peer.of(
                peer -> {
                  head(peer);
                  say(peer, answer + "\r\nbye");
                  peer.shutdownOutput();
                  got.complete(rest(peer));
                });
        Running haloom = Running.of(CONFIG.formatted(server.address()));
        Socket client = haloom.connect("web")) {
      say(client, request);
      head(client);
      assertEquals("bye", rest(client));
      say(client, "more, ");
      say(client, "and the end");
      client.shutdownOutput();
      assertEquals("more, and the end", got.get(10, TimeUnit.SECONDS));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"hello", "hel"})
  void theBodyOfARequestForAnUpgradeComesFirst(String first) throws Exception {
    CompletableFuture<String> got = new CompletableFuture<>();
    try (Peer server =
            Peer.of(
                peer -> {
                  head(peer);
                  String body = read(peer, 3);
                  say(peer, UPGRADE + "\r\nwelcome");
                  got.complete(body + rest(peer));
                });
        Running haloom = Running.of(CONFIG.formatted(server.address()));
        Socket client = haloom.connect("web")) {
      String fields = "connection: upgrade\r\nupgrade: foo\r\ncontent-length: 5\r\n\r\n";
      say(client, "POST / HTTP/1.1\r\nhost: a\r\n" + fields + first);
      assertEquals(UPGRADE + "\r\n", head(client));
      say(client, "hello".substring(first.length()) + "and more");
      assertEquals("welcome", read(client, 7));
      client.shutdownOutput();
      assertEquals("helloand more", got.get(10, TimeUnit.SECONDS));
    }
  }

  @Test
  void anUpgradeThatIsRefusedLeavesTheConnection() throws Exception {
    String answer = "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n";
    try (Peer server =
            Peer.of(
                peer -> {
                  for (int i = 0; i < 2; i++) {
                    head(peer);
                    read(peer, 5);
                    say(peer, answer);
                  }
                });
        Running haloom = Running.of(CONFIG.formatted(server.address()));
        Socket client = haloom.connect("web")) {
      for (int i = 0; i < 2; i++) {
        String fields = "connection: upgrade\r\nupgrade: foo\r\ncontent-length: 5\r\n\r\nhello";
        say(client, "POST / HTTP/1.1\r\nhost: a\r\n" + fields);
        assertEquals(answer, head(client));
      }
    }
  }
}
