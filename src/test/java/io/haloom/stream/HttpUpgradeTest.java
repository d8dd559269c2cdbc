package io.haloom.stream;

import static io.haloom.harness.Wire.say;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.harness.H2Peer;
import io.haloom.harness.Peer;
import io.haloom.harness.Running;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sessions of TCP frontends that go over to HTTP. */
class HttpUpgradeTest {
  private static final String CONFIG =
      """
      defaults
        log $log local0
        option tcplog
        timeout connect 2s
        timeout client 20s
        timeout server 20s
        timeout http-request 20s
      frontend byBackend
        mode tcp
        bind 127.0.0.1:0
        default_backend http
      frontend byRule
        mode tcp
        bind 127.0.0.1:0
        tcp-request inspect-delay 20s
        tcp-request content reject if { path /no }
        tcp-request content switch-mode http proto h1 if HTTP
        tcp-request content reject if { path /x }
        use_backend http if { path_beg /x }
        default_backend tcp
      backend http
        mode http
        server s %1$s
      backend tcp
        mode tcp
        server s %1$s
      """;

  private static final String ANSWER = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

  private static String get(String path) {
    return "GET " + path + " HTTP/1.1\r\nhost: a\r\n\r\n";
  }

  /** Answers whatever ends with an empty line. */
  private static Peer server() {
    return Peer.of(
        peer -> {
          StringBuilder head = new StringBuilder();
          int next = peer.getInputStream().read();
          while (next >= 0) {
            if (head.append((char) next).toString().endsWith("\r\n\r\n")) {
              head.setLength(0);
              say(peer, ANSWER);
            }
            next = peer.getInputStream().read();
          }
        });
  }

  private static String answer(Socket from) throws IOException {
    byte[] bytes = from.getInputStream().readNBytes(ANSWER.length());
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static String all(Socket from) throws IOException {
    return new String(from.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  /** Backend, server, bytes and termination state of the next line. */
  private static String line(Running haloom) {
    return haloom
        .log()
        .next()
        .replaceAll("^\\S+ \\[[^]]*\\] (\\S+ \\S+) \\S+ (\\d+ \\S+) .*", "$1 $2");
  }

  @Test
  void aBackendOfHttpMakesItSo() throws Exception {
    try (Peer server = server();
        Running haloom = Running.of(CONFIG.formatted(server.address()));
        Socket client = haloom.connect("byBackend")) {
      say(client, get("/x") + get("/y"));
      assertEquals(ANSWER, answer(client));
      assertEquals(ANSWER, answer(client));
      assertEquals("byBackend http/s 51 --", line(haloom));
      assertEquals("byBackend http/s 51 --", line(haloom));
    }
  }

  @Test
  void whatIsNotHttpIsRefusedThere() throws Exception {
    try (Peer server = server();
        Running haloom = Running.of(CONFIG.formatted(server.address()));
        Socket client = haloom.connect("byBackend")) {
      say(client, "garbage\r\n\r\n");
      assertTrue(all(client).startsWith("HTTP/1.1 400 Bad request\r\n"));
      assertEquals("byBackend byBackend/<NOSRV> 0 PR", line(haloom));
    }
  }

  @Test
  void aRuleMakesItSoAndTheRulesBehindItAreNotLookedAt() throws Exception {
    try (Peer server = server();
        Running haloom = Running.of(CONFIG.formatted(server.address()));
        Socket client = haloom.connect("byRule")) {
      say(client, get("/x"));
      assertEquals(ANSWER, answer(client));
      say(client, get("/no"));
      assertEquals("", all(client));
      assertEquals("byRule http/s 51 --", line(haloom));
      assertEquals("byRule byRule/<NOSRV> 0 PR", line(haloom));
    }
  }

  @Test
  void aRequestFindsNoBackendOfTcp() throws Exception {
    try (Peer server = server();
        Running haloom = Running.of(CONFIG.formatted(server.address()));
        Socket client = haloom.connect("byRule")) {
      say(client, get("/x"));
      assertEquals(ANSWER, answer(client));
      say(client, get("/y"));
      assertEquals("", all(client));
      assertEquals("byRule http/s 51 --", line(haloom));
      assertEquals("byRule tcp/<NOSRV> 0 IR", line(haloom));
    }
  }

  @Test
  void whatIsNotHttpStaysTcp() throws Exception {
    try (Peer server = server();
        Running haloom = Running.of(CONFIG.formatted(server.address()));
        Socket client = haloom.connect("byRule")) {
      say(client, "garbage\r\n\r\n");
      assertEquals(ANSWER, answer(client));
      client.shutdownOutput();
      assertEquals("", all(client));
      assertEquals("byRule tcp/s 40 --", line(haloom));
    }
  }

  /** All rules of the frontend look at its streams, as with HAProxy. */
  @Test
  void whatBeginsWithThePrefaceGoesOnInHttp2() throws Exception {
    String config =
        """
        defaults
          timeout client 20s
          timeout connect 2s
          timeout server 20s
        frontend auto
          mode tcp
          bind 127.0.0.1:0
          tcp-request inspect-delay 20s
          tcp-request content set-var(req.mode) internal.strm.is_htx,iif(http,tcp)
          tcp-request content switch-mode http if HTTP
          tcp-request content reject
          default_backend http
        frontend told
          mode tcp
          bind 127.0.0.1:0
          tcp-request content set-var(req.mode) internal.strm.is_htx,iif(http,tcp)
          tcp-request content switch-mode http proto h2
          default_backend http
        backend http
          mode http
          http-request return status 200 content-type text/plain lf-string %HV-%[var(req.mode)]
        """;
    try (Running haloom = Running.of(config)) {
      for (String frontend : List.of("auto", "told")) {
        try (H2Peer client = H2Peer.client(haloom.connect(frontend)).greet()) {
          assertEquals("HTTP/2.0-http", client.get(1, "/").answer(1).body());
          assertEquals("HTTP/2.0-http", client.get(3, "/").answer(3).body());
        }
      }
    }
  }
}
