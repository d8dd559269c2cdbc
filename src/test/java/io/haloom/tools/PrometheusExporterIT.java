package io.haloom.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** prometheus-haproxy-exporter reads the stats socket, and the page in CSV. */
@Timeout(300)
class PrometheusExporterIT {
  private final Tool exporter = Tool.named("prometheus-haproxy-exporter");

  @Test
  void fromTheSocket() throws Exception {
    try (Program program = Program.start()) {
      check(program, "unix:" + program.socket());
    }
  }

  @Test
  void fromThePage() throws Exception {
    try (Program program = Program.start()) {
      check(program, program.csvUrl());
    }
  }

  private void check(Program program, String uri) throws Exception {
    program.clients(6);
    int port = Program.freePort();
    Process process =
        exporter.start("--haproxy.scrape-uri=" + uri, "--web.listen-address=127.0.0.1:" + port);
    try {
      String metrics =
          Tool.until(() -> metrics(port), text -> value(text, "haproxy_up").equals("1"));
      assertEquals("0", value(metrics, "haproxy_exporter_csv_parse_failures_total"));
      assertEquals("1", server(metrics, "haproxy_server_up", "one"));
      assertEquals("0", server(metrics, "haproxy_server_up", "gone"));
      assertEquals("3", server(metrics, "haproxy_server_sessions_total", "one"));
      assertEquals("15", server(metrics, "haproxy_server_bytes_in_total", "two"));
      assertEquals("6", value(metrics, "haproxy_frontend_connections_total{frontend=\"in\"}"));
      assertTrue(
          Integer.parseInt(server(metrics, "haproxy_server_check_failures_total", "gone")) > 0);
    } finally {
      process.destroy();
      process.waitFor();
    }
  }

  private static String metrics(int port) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics")).build();
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
  }

  private static String server(String metrics, String name, String server) {
    return value(metrics, name + "{backend=\"app\",server=\"" + server + "\"}");
  }

  private static String value(String metrics, String name) {
    return metrics
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .map(line -> line.substring(name.length() + 1))
        .findFirst()
        .orElse("no " + name);
  }
}
