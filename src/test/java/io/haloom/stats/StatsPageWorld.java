package io.haloom.stats;

import org.junit.jupiter.api.AfterEach;

/** A statistics page over a few proxies, asked as a client asks. */
abstract class StatsPageWorld {
  static final String CONFIG =
      """
      defaults
        mode tcp
        timeout connect 1s
        timeout client 1s
        timeout server 1s
      frontend in
        bind 127.0.0.1:1
        default_backend app
      backend app
        description <the & app>
        server one 127.0.0.1:1 check
        server two 127.0.0.1:2 backup
        server six 127.0.0.1:6 check agent-check agent-port 9
      backend other
        server one 127.0.0.1:3
      listen admin
        mode http
        bind 127.0.0.1:1
        stats enable
        stats uri /stats
      """;

  static final String CREDENTIALS = "Authorization: Basic YWRtaW46czpjcmV0\r\n";

  StatsHarness harness;

  @AfterEach
  void stop() {
    harness.close();
  }

  StatsHarness with(String... lines) throws Exception {
    harness = new StatsHarness(CONFIG + "  " + String.join("\n  ", lines) + "\n");
    return harness;
  }

  String get(String target) throws Exception {
    return harness.http.exchange("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n");
  }

  String post(String body) throws Exception {
    return harness.http.exchange(
        "POST /stats HTTP/1.1\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
  }

  static String location(String response) {
    return response.replaceAll("(?s).*\r\nlocation: ([^\r]*)\r\n.*", "$1");
  }
}
