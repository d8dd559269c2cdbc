package io.haloom.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.Keywords;
import io.haloom.harness.Eventually;
import io.haloom.harness.Peer;
import io.haloom.harness.Running;
import io.haloom.model.load.draft.Vocabulary;
import io.haloom.proxy.Backend;
import io.haloom.proxy.ProxyRuntime;
import io.haloom.sample.format.LogAlias;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A defect of ours, here a log format that fails, costs what met it and nothing else: whatever a
 * session took is given back, services go on, and it is told once.
 */
@Timeout(60)
class DefectsTest {
  private static final String DEFAULTS =
      """
      defaults
        log $log local0
        timeout connect 5s
        timeout client 30s
        timeout server 30s
      """;

  private static final String REQUEST = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
  private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private final AtomicInteger met = new AtomicInteger();

  private Running run(String text) {
    LogAlias broken =
        new LogAlias(
            "broken",
            false,
            Set.of(LogAlias.Need.END),
            (context, flags, into) -> {
              met.incrementAndGet();
              throw new StackOverflowError("of a test");
            });
    Vocabulary all = Keywords.vocabulary("test");
    return Running.of(
        DEFAULTS + text,
        new Vocabulary(
            name -> name.equals("broken") ? broken : all.aliases().apply(name),
            all.namedFormats()));
  }

  private static Peer answering() {
    return Peer.of(
        connection -> {
          byte[] request = new byte[9999];
          while (connection.getInputStream().read(request) > 0) {
            connection.getOutputStream().write(ANSWER.getBytes(StandardCharsets.US_ASCII));
          }
        });
  }

  private static void assertAllGivenBack(Running haloom) {
    ProxyRuntime runtime = haloom.haloom().runtime();
    Backend backend = runtime.backend("l");
    Eventually.await(() -> runtime.process().connections().get() == 0);
    assertEquals(0, runtime.frontend("l").sessions().get());
    assertEquals(0, runtime.frontend("l").listeners().get(0).sessions().get());
    assertEquals(0, backend.sessions().get());
    assertEquals(0, backend.served());
    assertEquals(0, backend.totalQueued());
    assertEquals(0, backend.server("s").served());
    assertEquals(0, backend.server("s").sessions().get());
  }

  private static void assertToldOnce(Running haloom) {
    String line = haloom.log().next("Internal error.*");
    assertTrue(line.contains("session 0: java.lang.StackOverflowError: of a test | at "), line);
    haloom.haloom().pause();
    assertEquals("Paused proxy l.", haloom.log().next("(?!Connect from ).*"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"log-format %broken", "log-format %broken\n  option logasap"})
  void aLineThatCannotBeWritten(String format) throws Exception {
    String text = "listen l\n  mode http\n  bind 127.0.0.1:0\n  %s\n  server s %s maxconn 1\n";
    try (Peer peer = answering();
        Running haloom = run(text.formatted(format, peer.address()))) {
      try (Socket client = haloom.connect("l")) {
        for (int i = 0; i < 3; i++) {
          client.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
          String answer = head(client);
          assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
        }
      }
      assertAllGivenBack(haloom);
      assertTrue(met.get() >= 3);
      assertToldOnce(haloom);
    }
  }

  private static String head(Socket client) throws IOException {
    StringBuilder text = new StringBuilder();
    while (!text.toString().endsWith("\r\n\r\nok")) {
      text.append((char) client.getInputStream().read());
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http-request set-header x %broken",
        "http-response set-header x %broken",
        "http-after-response set-header x %broken",
        "unique-id-format %broken\n  unique-id-header x"
      })
  void arule(String rule) throws Exception {
    String text = "listen l\n  mode http\n  bind 127.0.0.1:0\n  %s\n  server s %s maxconn 1\n";
    try (Peer peer = answering();
        Running haloom = run(text.formatted(rule, peer.address()))) {
      for (int i = 0; i < 3; i++) {
        try (Socket client = haloom.connect("l")) {
          client.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
          client.getInputStream().readAllBytes();
        } catch (IOException e) {
          // Its connection may end by a reset.
          continue;
        }
      }
      Eventually.await(() -> met.get() >= 3);
      assertAllGivenBack(haloom);
      assertToldOnce(haloom);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "log-format %broken",
        "tcp-request connection set-var-fmt(sess.x) %broken",
        "tcp-request session set-var-fmt(sess.x) %broken",
        "tcp-request content set-var-fmt(sess.x) %broken",
        "tcp-response content set-var-fmt(sess.x) %broken"
      })
  void aConnection(String line) throws Exception {
    String text = "listen l\n  bind 127.0.0.1:0\n  %s\n  server s %s maxconn 1\n";
    try (Peer peer = Peer.echo();
        Running haloom = run(text.formatted(line, peer.address()))) {
      for (int i = 0; i < 3; i++) {
        try (Socket client = haloom.connect("l")) {
          client.getOutputStream().write('x');
          client.shutdownOutput();
          client.getInputStream().readAllBytes();
        } catch (IOException e) {
          // Its connection may end by a reset.
          continue;
        }
      }
      Eventually.await(() -> met.get() >= 3);
      assertAllGivenBack(haloom);
      assertToldOnce(haloom);
    }
  }

  @Test
  void aCheckGoesOn() {
    String text =
        """
        listen l
          mode http
          bind 127.0.0.1:0
          option httpchk
          http-check send uri-lf /%%broken
          server s %s check inter 20 fall 1
        """;
    try (Peer peer = answering();
        Running haloom = run(text.formatted(peer.address()))) {
      Eventually.await(() -> met.get() >= 3);
      assertTrue(haloom.server("l", "s").inMaintenance() || !haloom.server("l", "s").usable());
      String line = haloom.log().next("Internal error.*");
      assertTrue(line.contains("check l/s: java.lang.StackOverflowError: of a test"), line);
    }
  }
}
