package io.haloom.stream;

import static io.haloom.harness.Wire.head;
import static io.haloom.harness.Wire.say;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.harness.Peer;
import io.haloom.harness.Running;
import io.haloom.proxy.count.Counter;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client is told of a server that takes its request and does not answer. */
class ServerFailureTest {
  private static final String CONFIG =
      """
      listen web
        mode http
        bind 127.0.0.1:0
        log $log local0
        log-format "%%ST %%tsc"
        timeout connect 2s
        timeout client 20s
        timeout server 20s
        retries 1
        %s
        server s %s
      """;

  private static final String GET = "GET / HTTP/1.1\r\nhost: a\r\n\r\n";
  private static final String LAST =
      "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";
  private static final String KEPT = "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n";

  /** The first connection has its answer; each later one gets what is given, and ends. */
  private static Peer server(String first, String later) {
    AtomicInteger connections = new AtomicInteger();
    return Peer.of(
        peer -> {
          head(peer);
          if (connections.getAndIncrement() > 0) {
            say(peer, later);
            return;
          }
          say(peer, first);
          head(peer);
        });
  }

  @ParameterizedTest
  @CsvSource({"'', 502 SH--", "HTTP/1.1 20, 502 PH--"})
  void aSecondRequestIsToldWhereTheConnectionToTheServerWasNew(String answer, String logged)
      throws Exception {
    try (Peer server = server(LAST, answer);
        Running haloom = Running.of(CONFIG.formatted("", server.address()));
        Socket client = haloom.connect("web")) {
      say(client, GET);
      assertTrue(head(client).startsWith("HTTP/1.1 200 "));
      say(client, GET);
      assertTrue(head(client).startsWith("HTTP/1.1 502 "));
      assertEquals("200 ----", haloom.log().next());
      assertEquals(logged, haloom.log().next());
    }
  }

  @Test
  void aSecondRequestOnAConnectionThatTheServerHadKeptIsNotAnswered() throws Exception {
    String post = "POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 0\r\n\r\n";
    try (Peer server = server(KEPT, KEPT);
        Running haloom = Running.of(CONFIG.formatted("", server.address()));
        Socket client = haloom.connect("web")) {
      say(client, GET);
      assertTrue(head(client).startsWith("HTTP/1.1 200 "));
      say(client, post);
      assertEquals("", head(client));
    }
  }

  @Test
  void whereAttemptsAreConfiguredTheLastFailureIsTold() throws Exception {
    try (Peer server = server(KEPT, "");
        Running haloom = Running.of(CONFIG.formatted("retry-on empty-response", server.address()));
        Socket client = haloom.connect("web")) {
      say(client, GET);
      assertTrue(head(client).startsWith("HTTP/1.1 200 "));
      say(client, GET);
      assertTrue(head(client).startsWith("HTTP/1.1 502 "));
    }
  }

  @ParameterizedTest
  @CsvSource({"junk-response", "empty-response"})
  void aHeadThatIsCutIsAskedForAgainByEitherCondition(String condition) throws Exception {
    AtomicInteger connections = new AtomicInteger();
    try (Peer server =
            Peer.of(
                peer -> {
                  head(peer);
                  say(peer, connections.getAndIncrement() == 0 ? "HTTP/1.1 2" : KEPT);
                });
        Running haloom = Running.of(CONFIG.formatted("retry-on " + condition, server.address()));
        Socket client = haloom.connect("web")) {
      say(client, GET);
      assertTrue(head(client).startsWith("HTTP/1.1 200 "));
    }
  }

  /** The first check, which may succeed at any time, forgets errors: two in a row are enough. */
  @ParameterizedTest
  @ValueSource(strings = {"500", "empty-response", "junk-response"})
  void eachAttemptTellsOfTheServersHealth(String condition) throws Exception {
    String answer =
        switch (condition) {
          case "500" -> "HTTP/1.1 500 No\r\ncontent-length: 0\r\n\r\n";
          case "junk-response" -> "junk\r\n\r\n";
          default -> "";
        };
    try (Peer server =
            Peer.of(
                peer -> {
                  if (!head(peer).isEmpty()) {
                    say(peer, answer);
                  }
                });
        Running haloom =
            Running.of(
                CONFIG.formatted(
                    "retries 3\n  retry-on " + condition,
                    server.address()
                        + " check inter 1h observe layer7 error-limit 2 on-error mark-down"))) {
      try (Socket client = haloom.connect("web")) {
        say(client, GET);
        assertTrue(head(client).startsWith("HTTP/1.1 50"));
        haloom.log().next("50[02] .*");
      }
      assertTrue(haloom.server("web", "s").counters().get(Counter.FAILED_OBSERVATIONS) > 0);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http-response return status 200, 200 LH--",
    "http-response deny deny_status 403, 403 PH--",
    "http-response redirect location /x, 302 LH--"
  })
  void aResponseThatIsReplacedHasTakenItsTime(String rule, String logged) throws Exception {
    try (Peer server = server(KEPT, KEPT);
        Running haloom =
            Running.of(
                CONFIG
                    .formatted(rule, server.address())
                    .replaceAll("log-format.*", "log-format \"%Tr %ST %tsc\""));
        Socket client = haloom.connect("web")) {
      say(client, GET);
      head(client);
      String line = haloom.log().next();
      assertTrue(line.matches("\\d+ " + logged), line);
    }
  }
}
