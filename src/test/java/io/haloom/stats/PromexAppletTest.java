package io.haloom.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.harness.Running;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code http-request use-service prometheus-exporter}, over sockets. */
class PromexAppletTest {
  private static final String CONFIG =
      """
      defaults
        mode http
        log $log local0
        option httplog
        timeout connect 1s
        timeout client 20s
        timeout server 20s
      frontend in
        bind 127.0.0.1:0
        http-request use-service prometheus-exporter if { path /metrics }
        default_backend app
      backend app
        server one 127.0.0.1:1 disabled
        server two 127.0.0.1:1
      """;

  private Running haloom;

  @BeforeEach
  void start() {
    haloom = Running.of(CONFIG);
  }

  @AfterEach
  void stop() {
    haloom.close();
  }

  private String exchange(String text) throws IOException {
    try (Socket client = haloom.connect("in")) {
      client.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      return new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private String get(String target) throws IOException {
    return exchange("GET " + target + " HTTP/1.1\r\nConnection: close\r\n\r\n");
  }

  @Test
  void theExporterAnswersAndIsLogged() throws Exception {
    String answer = get("/metrics");
    assertTrue(
        answer.startsWith(
            "HTTP/1.1 200 OK\r\ncache-control: no-cache\r\n"
                + "content-type: text/plain; version=0.0.4\r\ntransfer-encoding: chunked\r\n"),
        answer.substring(0, 200));
    assertTrue(answer.endsWith("\r\n0\r\n\r\n"));
    assertTrue(answer.contains("\nhaproxy_frontend_http_requests_total{proxy=\"in\"} 1\n"));
    assertTrue(answer.contains("\nhaproxy_frontend_intercepted_requests_total{proxy=\"in\"} 1\n"));
    assertTrue(answer.contains("\nhaproxy_process_requests_total 1\n"));
    String log = haloom.log().next();
    assertTrue(log.matches("(?s).* in in/<PROMEX> \\d+/0/0/0/\\d+ 200 .*"), log);
    assertTrue(log.contains(" - - LR-- "), log);
  }

  @Test
  void otherRequestsGoTheirWay() throws Exception {
    assertTrue(get("/other").startsWith("HTTP/1.1 503 "));
  }

  @Test
  void aHeadRequestGetsTheHead() throws Exception {
    String answer = exchange("HEAD /metrics HTTP/1.1\r\nConnection: close\r\n\r\n");
    assertTrue(answer.contains("\r\ntransfer-encoding: chunked\r\n"), answer);
    assertTrue(answer.endsWith("\r\n\r\n"), answer);
    assertFalse(answer.contains("haproxy_"));
  }

  @Test
  void theConnectionCarriesAnotherRequest() throws Exception {
    String answer =
        exchange(
            "POST /metrics?scope=sticktable HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc"
                + "GET /metrics?scope=global HTTP/1.1\r\nConnection: close\r\n\r\n");
    assertEquals(3, answer.split("HTTP/1.1 200 OK\r\n", -1).length);
    assertTrue(answer.contains("\nhaproxy_process_requests_total 2\n"));
    assertFalse(answer.contains("\nhaproxy_frontend_"));
  }

  @Test
  void serversInMaintenanceMayBeLeftOut() throws Exception {
    String all = get("/metrics?scope=server");
    assertTrue(all.contains("\nhaproxy_server_weight{proxy=\"app\",server=\"one\"} "));
    String used = get("/metrics?scope=server&no-maint");
    assertFalse(used.contains("server=\"one\""));
    assertTrue(used.contains("\nhaproxy_server_weight{proxy=\"app\",server=\"two\"} 1\n"));
  }

  @Test
  void aQueryThatMeansNothingIsABadRequest() throws Exception {
    assertTrue(
        exchange("GET /metrics?scope=all HTTP/1.1\r\n\r\n")
            .startsWith("HTTP/1.1 400 Bad request\r\n"));
  }
}
