package io.haloom.stream.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.harness.Running;
import io.haloom.proxy.Frontend;
import io.haloom.proxy.count.Counter;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpSessionTest {
  private static final String CONFIG =
      """
      defaults
        mode http
        log $log local0
        option tcplog
        timeout connect 1s
        timeout client 20s
        timeout server 20s
      """;

  private static final String ADMIN =
      """
      listen admin
        bind 127.0.0.1:0
        stats enable
        stats uri /stats
        stats admin if TRUE
      """;

  private Running haloom;

  @AfterEach
  void stop() {
    haloom.close();
  }

  private void run(String text) {
    haloom = Running.of(CONFIG + text);
  }

  /** Sends the text and reads until the server closes. */
  private String untilClosed(String frontend, String text) throws IOException {
    try (Socket client = haloom.connect(frontend)) {
      client.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      return new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private String exchange(String frontend, String text) throws IOException {
    try (Socket client = haloom.connect(frontend)) {
      client.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      client.shutdownOutput();
      return new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.read());
    }
    return head.toString();
  }

  private String nextLog() {
    return haloom.log().next().replaceAll("^\\S+ \\[[^]]*\\] ", "").replaceFirst("/\\d+ ", "/T ");
  }

  private static final String LISTEN =
      """
      listen l
        bind 127.0.0.1:0
        option httplog
        http-request return status 200 content-type text/plain string hello unless { path /none }
        server s 127.0.0.1:1
      frontend none
        bind 127.0.0.1:0
        option httplog
        use_backend l if FALSE
      """;

  @Test
  void aBodyThatHeadLeavesOutIsNotCounted() throws Exception {
    run(LISTEN);
    exchange("l", "GET / HTTP/1.1\r\nHost: h\r\n\r\n");
    assertTrue(nextLog().contains(" 200 76 "));
    exchange("l", "HEAD / HTTP/1.1\r\nHost: h\r\n\r\n");
    assertTrue(nextLog().contains(" 200 71 "));
    exchange("none", "HEAD / HTTP/1.1\r\nHost: h\r\n\r\n");
    assertTrue(nextLog().contains("none none/<NOSRV> -1/-1/-1/-1/T 503 110 - - SC-- "));
  }

  /** Before one is chosen, the section itself is the backend. */
  @Test
  void whatIsAnsweredForAListenIsCountedForItsBackendToo() throws Exception {
    run(LISTEN);
    exchange("l", "GET / HTTP/1.1\r\nHost: h\r\n\r\n");
    nextLog();
    Frontend frontend = haloom.haloom().runtime().frontend("l");
    for (Counter counter : new Counter[] {Counter.BYTES_IN, Counter.BYTES_OUT}) {
      assertEquals(frontend.counters().get(counter), haloom.backend("l").counters().get(counter));
    }
    assertEquals(76, haloom.backend("l").counters().get(Counter.BYTES_OUT));
  }

  @Test
  void withoutAFormatEachRequestThatCouldBeReadIsLogged() throws Exception {
    haloom =
        Running.of(CONFIG.replace("  option tcplog\n", "") + "frontend f\n  bind 127.0.0.1:0\n");
    untilClosed("f", "GET / HTTP/1.1\r\nbad\r\n\r\n");
    String get = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
    exchange("f", get + get);
    haloom.haloom().pause();
    for (int i = 0; i < 2; i++) {
      assertTrue(haloom.log().next().startsWith("Connect from 127.0.0.1:"));
    }
    assertEquals("Paused frontend f.", haloom.log().next());
  }

  @Test
  void whatCouldNotBeReadHasNoCaptures() throws Exception {
    String captures = "capture request header h len 9\n  capture response header h len 9";
    run("frontend f\n  bind 127.0.0.1:0\n  option httplog\n  " + captures + "\n");
    untilClosed("f", "GET / HTTP/1.1\r\nbad\r\n\r\n");
    assertTrue(nextLog().endsWith(" 0/0 \"<BADREQ>\""));
    exchange("f", "GET / HTTP/1.1\r\nh: 1\r\n\r\n");
    assertTrue(nextLog().endsWith(" 0/0 {1} {} \"GET / HTTP/1.1\""));
  }

  @Test
  void eachRequestIsAnsweredCountedAndLogged() throws Exception {
    run(ADMIN);
    String answer =
        exchange(
            "admin",
            "GET /stats;csv HTTP/1.1\r\n\r\nGET /x HTTP/1.1\r\n\r\nHEAD /stats HTTP/1.1\r\n\r\n");
    assertTrue(answer.startsWith("HTTP/1.1 200 OK\r\n"), answer);
    assertTrue(answer.contains("HTTP/1.1 503 Service Unavailable\r\ncontent-length: 107\r\n"));
    assertTrue(nextLog().matches("admin admin/<STATS> 0/0/T \\d+ LR 1/1/0/0/0 0/0"));
    assertEquals("admin admin/<NOSRV> -1/-1/T 217 SC 1/1/0/0/0 0/0", nextLog());
    assertTrue(nextLog().matches("admin admin/<STATS> 0/0/T \\d+ LR 1/1/0/0/0 0/0"));
    Frontend frontend = haloom.haloom().runtime().frontend("admin");
    assertEquals(3, frontend.counters().get(Counter.REQUESTS));
    assertEquals(1, frontend.counters().get(Counter.SESSIONS));
    assertEquals(2, frontend.counters().get(Counter.INTERCEPTED));
    assertEquals(2, frontend.counters().get(Counter.RESPONSES_2XX));
    assertEquals(1, frontend.counters().get(Counter.RESPONSES_5XX));
    // The 503 counts as HAProxy counts it.
    assertEquals(answer.length() - 214 + 217, frontend.counters().get(Counter.BYTES_OUT), answer);
    assertEquals(0, haloom.backend("admin").sessions().get());
  }

  @Test
  void aBackendServesItsStatisticsToo() throws Exception {
    run(
        """
        frontend in
          bind 127.0.0.1:0
          default_backend out
        backend out
          stats enable
          stats uri /s
        """);
    assertTrue(exchange("in", "GET /s;csv HTTP/1.1\r\n\r\n").startsWith("HTTP/1.1 200 OK\r\n"));
    assertTrue(nextLog().startsWith("in out/<STATS> 0/0/T "));
    assertTrue(exchange("in", "GET /t HTTP/1.1\r\n\r\n").startsWith("HTTP/1.1 503 "));
    assertTrue(nextLog().startsWith("in out/<NOSRV> -1/-1/T 217 SC "));
    assertEquals(1, haloom.backend("out").counters().get(Counter.FAILED_CONNECTIONS));
  }

  @Test
  void httplogTellsOfTheRequest() throws Exception {
    run(ADMIN + "  option httplog\n");
    exchange("admin", "GET /stats;csv?a HTTP/1.1\r\n\r\nGET /\"#x HTTP/1.1\r\n\r\n");
    String log = haloom.log().next();
    assertTrue(
        log.matches(
            ".* admin admin/<STATS> \\d+/0/0/0/\\d+ 200 \\d+ - - LR-- 1/1/0/0/0 0/0"
                + " \"GET /stats;csv\\?a HTTP/1.1\""),
        log);
    log = haloom.log().next();
    assertTrue(log.matches(".* -1/-1/-1/-1/\\d+ 400 0 - - PR-- 1/1/0/0/0 0/0 \"<BADREQ>\""), log);
  }

  @Test
  void httpslogTellsOfConnectionsWithoutTls() throws Exception {
    run(ADMIN + "  option httpslog\n");
    exchange("admin", "GET /stats;csv HTTP/1.1\r\n\r\nBAD\r\n\r\n");
    String log = haloom.log().next();
    assertTrue(log.endsWith("\"GET /stats;csv HTTP/1.1\" 0/-/-/-/0 -/-/-"), log);
    assertEquals("\"<BADREQ>\" 0/-/-/-/0 -/-/-", haloom.log().next().replaceFirst(".*0/0 ", ""));
  }

  @Test
  void requestLinesAreTakenApart() throws Exception {
    run(ADMIN + "  log-format \"%HM %HU %HP %HPO %HQ %HV %ST %{+Q}r\"\n");
    exchange("admin", "GET http://h/a?b HTTP/1.1\r\nHost: h\r\n\r\n");
    assertEquals(
        "GET http://h/a?b http://h/a /a ?b HTTP/1.1 503 \"GET http://h/a?b HTTP/1.1\"",
        haloom.log().next());
  }

  /** What is there and empty stands between two blanks, what is not there between one. */
  @Test
  void blanksAroundAnEmptyFieldStay() throws Exception {
    run(ADMIN + "  log-format \"a %HQ b %hr c %hrl d\"\n");
    exchange("admin", "GET /a HTTP/1.1\r\nHost: h\r\n\r\n");
    assertEquals("a  b c d", haloom.log().next());
  }

  @Test
  void whatIsNoRequestIsRefused() throws Exception {
    run(ADMIN);
    assertTrue(untilClosed("admin", "G@T / HTTP/1.1").startsWith("HTTP/1.1 400 Bad request\r\n"));
    assertTrue(nextLog().startsWith("admin admin/<NOSRV> -1/-1/T 0 PR "));
    assertTrue(exchange("admin", "GET / HT").startsWith("HTTP/1.1 400 Bad request\r\n"));
    assertTrue(nextLog().startsWith("admin admin/<NOSRV> -1/-1/T 0 CR "));
    assertTrue(
        untilClosed("admin", "GET / HTTP/1.0\r\nContent-Length: 1\r\n\r\na")
            .startsWith("HTTP/1.1 413 Payload Too Large\r\n"));
    assertTrue(
        untilClosed("admin", "POST /stats HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n")
            .startsWith("HTTP/1.1 400 Bad request\r\n"));
    Frontend frontend = haloom.haloom().runtime().frontend("admin");
    assertEquals(4, frontend.counters().get(Counter.FAILED_REQUESTS));
  }

  @Test
  void aSlowRequestIsCutByItsTimeout() throws Exception {
    run(ADMIN + "  timeout http-request 100ms\n");
    assertTrue(untilClosed("admin", "GET / HT").startsWith("HTTP/1.1 408 Request Time-out\r\n"));
    assertTrue(nextLog().startsWith("admin admin/<NOSRV> -1/-1/T 0 cR "));
    assertTrue(untilClosed("admin", "").startsWith("HTTP/1.1 408 Request Time-out\r\n"));
  }

  @Test
  void aSlowBodyIsCutToo() throws Exception {
    run(ADMIN + "  timeout http-request 100ms\n");
    String answer = untilClosed("admin", "POST /stats HTTP/1.1\r\nContent-Length: 9\r\n\r\na");
    assertTrue(answer.startsWith("HTTP/1.1 408 Request Time-out\r\ncontent-length: 110\r\n"));
    assertTrue(answer.contains("\r\nconnection: close\r\n"), answer);
    assertTrue(nextLog().startsWith("admin admin/<STATS> 0/0/T 233 LR "));
  }

  @Test
  void theNextRequestIsAwaitedForItsOwnTimeAndThenSilentlyNoMore() throws Exception {
    run(ADMIN + "  timeout http-request 10s\n  timeout http-keep-alive 100ms\n");
    String answer = untilClosed("admin", "HEAD /stats HTTP/1.1\r\n\r\n");
    assertTrue(answer.endsWith("content-type: text/html\r\n\r\n"), answer);
    assertTrue(nextLog().startsWith("admin admin/<STATS> "));
    assertTrue(exchange("admin", "GET /x HTTP/1.1\r\n\r\n").startsWith("HTTP/1.1 503 "));
    assertTrue(nextLog().startsWith("admin admin/<NOSRV> -1/-1/T 217 SC "), "no line between");
  }

  @Test
  void probesAreIgnoredWhereAskedFor() throws Exception {
    run(ADMIN + "  option http-ignore-probes\n  timeout http-request 100ms\n");
    assertEquals("", untilClosed("admin", ""));
    assertEquals("", exchange("admin", ""));
    exchange("admin", "GET /x HTTP/1.1\r\n\r\n");
    assertTrue(nextLog().startsWith("admin admin/<NOSRV> -1/-1/T 217 SC "), "no line before");
  }

  @Test
  void httpcloseEndsTheConnection() throws Exception {
    run(ADMIN + "  option httpclose\n");
    String answer = untilClosed("admin", "HEAD /stats HTTP/1.1\r\n\r\n");
    assertTrue(answer.endsWith("\r\nconnection: close\r\n\r\n"), answer);
  }

  @Test
  void aSoftStopEndsConnectionsThatOnlyWait() throws Exception {
    run(ADMIN);
    try (Socket client = haloom.connect("admin")) {
      client.getOutputStream().write("HEAD /stats HTTP/1.1\r\n\r\n".getBytes());
      head(client.getInputStream());
      haloom.haloom().softStop();
      assertEquals(-1, client.getInputStream().read());
      haloom.haloom().awaitStopped();
    }
  }

  @Test
  void aLongBodyThatNobodyReadsDoesNotCostTheResponse() throws Exception {
    run(ADMIN);
    String body = "x".repeat(300_000);
    String answer =
        untilClosed("admin", "POST /stats HTTP/1.1\r\nContent-Length: 300000\r\n\r\n" + body);
    assertTrue(answer.contains("\r\nlocation: /stats;st=EXCD\r\n"), answer);
  }
}
