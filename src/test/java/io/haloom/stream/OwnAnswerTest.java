package io.haloom.stream;

import static io.haloom.harness.Wire.say;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.haloom.harness.Peer;
import io.haloom.harness.Running;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What rules on an answer are told of it, and what HAProxy 2.6.12 told them. */
class OwnAnswerTest {
  private static final String CONFIG =
      """
      defaults
        mode http
        timeout connect 2s
        timeout client 20s
        timeout server 20s
      frontend web
        bind 127.0.0.1:0
        http-request deny deny_status 404 hdr x-told %%ST if { path /deny }
        http-request deny if { path /page }
        http-request return status 503 content-type a/b lf-string "%%ST" if { path /return }
        http-request redirect location /x if { path /redirect }
        http-request set-method POST if { path /method }
        http-after-response set-status 203 if { src -m found } { status 201 }
        http-after-response set-header x-told "%%ts %%ST %%[res.body_len]"
        use_backend none if { path /none }
        default_backend servers
      backend none
      backend servers
        http-response set-status 206 if { status 205 }
        http-response set-header x-was "%%ST %%[method]"
        server s %s
      """;

  @ParameterizedTest
  @CsvSource({
    "/deny, 404, x-told: -- 404 0",
    "/page, 403, x-told: -- 403 93",
    "/return, 503, x-told: -- 503 3",
    "/redirect, 302, x-told: -- 302 0",
    "/none, 503, x-told: -- 503 107",
    "/invalid, 502, x-told: -- 502 107",
    "/200, 200, x-told: -- 200 2",
    "/201, 203, x-told: -- 203 2",
    "/205, 206, x-was: 206 GET",
    "/method, 200, x-was: 200 GET",
  })
  void rulesSeeTheAnswerAsItIs(String path, int status, String field) throws Exception {
    try (Peer server = Peer.of(peer -> say(peer, answer(path)));
        Running haloom = Running.of(CONFIG.formatted(server.address()));
        Socket client = haloom.connect("web")) {
      say(client, "GET " + path + " HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n");
      String got = new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      assertEquals(Integer.toString(status), got.substring(9, 12));
      String name = field.substring(0, field.indexOf(':') + 1);
      assertEquals(
          field, got.lines().filter(line -> line.startsWith(name)).findFirst().orElse(got));
    }
  }

  private static String answer(String path) {
    String status = path.matches("/\\d+") ? path.substring(1) : "200";
    return path.equals("/invalid")
        ? "x\r\n\r\n"
        : "HTTP/1.1 " + status + " OK\r\ncontent-length: 2\r\n\r\nok";
  }
}
