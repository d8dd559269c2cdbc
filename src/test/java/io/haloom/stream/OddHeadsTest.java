package io.haloom.stream;

import static io.haloom.harness.Wire.head;
import static io.haloom.harness.Wire.say;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.harness.Peer;
import io.haloom.harness.Running;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests and responses that are seldom, and what HAProxy does with them. */
class OddHeadsTest {
  private static final String CONFIG =
      """
      listen web
        mode http
        log $log local0
        log-format "%%ST %%U %%HV %%[capture.req.ver]"
        bind 127.0.0.1:0
        timeout connect 5s
        timeout client 10s
        timeout server 10s
        %s
        server s %s
      """;

  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

  /** Notes each head that it gets and answers it. */
  private Peer server(String answer) {
    return Peer.of(
        peer -> {
          for (String head = head(peer); !head.isEmpty(); head = head(peer)) {
            received.add(head);
            say(peer, answer);
          }
        });
  }

  private String received() throws InterruptedException {
    return received.poll(10, TimeUnit.SECONDS);
  }

  private static Running running(Peer server, String line) {
    return Running.of(CONFIG.formatted(line, server.address()));
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP/1.1, HTTP/1.1",
    "HTTP/1.0, HTTP/1.0",
    "HTTP/0.9, HTTP/1.0",
    "HTTP/2.0, HTTP/1.1"
  })
  void theLogHasTheVersionThatCame(String version, String captured) throws Exception {
    try (Peer server = server(OK);
        Running haloom = running(server, "");
        Socket client = haloom.connect("web")) {
      say(client, "GET / " + version + "\r\n\r\n");
      head(client);
      assertEquals("200 33 %s %s".formatted(version, captured), haloom.log().next());
    }
  }

  @Test
  void whatCouldNotBeReadCountsNoBytes() throws Exception {
    try (Peer server = server(OK);
        Running haloom = running(server, "");
        Socket client = haloom.connect("web")) {
      say(client, "GET /\u0001 HTTP/1.1\r\n\r\n");
      head(client);
      assertEquals("400 0 <BADREQ> -", haloom.log().next());
    }
  }

  @ParameterizedTest
  @CsvSource({"'',67", "'X: yz\r\n',70"})
  void theEndOfChunksThatWereRefusedCounts(String trailer, int bytes) throws Exception {
    try (Peer server = server(OK);
        Running haloom = running(server, "http-request deny");
        Socket client = haloom.connect("web")) {
      String head = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
      say(client, head + "3\r\nabc\r\n0\r\n" + trailer + "\r\n");
      head(client);
      assertEquals("403 " + bytes + " HTTP/1.1 HTTP/1.1", haloom.log().next());
    }
  }

  /** What is answered in the place of a server is a response, too. */
  @Test
  void aReplyHasVariablesOfTheResponseAndNoneOfTheRequest() throws Exception {
    String rules =
        """
        http-request set-var(req.r) str(request)
        http-request deny
        http-after-response set-var(res.s) status
        http-after-response set-header x-is <%[var(res.s)]><%[var(req.r)]>""";
    try (Peer server = server(OK);
        Running haloom = running(server, rules);
        Socket client = haloom.connect("web")) {
      say(client, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      String answer = head(client);
      assertTrue(answer.contains("\r\nx-is: <403><>\r\n"), answer);
    }
  }

  /** The body comes when the head has been looked at already. */
  @Test
  void trailersOfABodyThatIsAwaitedAreJudgedBeforeAServerIsAsked() throws Exception {
    try (Peer server = server(OK);
        Running haloom = running(server, "option http-buffer-request");
        Socket client = haloom.connect("web")) {
      say(
          client,
          "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n"
              + "Expect: 100-continue\r\n\r\n");
      assertTrue(head(client).startsWith("HTTP/1.1 100 "));
      say(client, "0\r\n\rGET / HTTP/1.1\r\n\r\n");
      assertTrue(head(client).startsWith("HTTP/1.1 400 "));
      assertTrue(haloom.log().next().startsWith("400 "));
      assertEquals(0, received.size());
    }
  }

  @Test
  void behindConnectTheClientMayGoOnWhenTheServerHasEnded() throws Exception {
    Peer tunnel =
        Peer.of(
            peer -> {
              head(peer);
              say(peer, "HTTP/1.1 200 OK\r\n\r\nok");
              peer.shutdownOutput();
              received.add(new String(peer.getInputStream().readAllBytes()));
            });
    try (tunnel;
        Running haloom = running(tunnel, "");
        Socket client = haloom.connect("web")) {
      say(client, "CONNECT a:80 HTTP/1.1\r\nHost: a:80\r\n\r\n");
      client.getInputStream().readAllBytes();
      say(client, "more");
      client.shutdownOutput();
      assertEquals("more", received());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "CONNECT a:8080 HTTP/1.1,true",
    "POST / HTTP/1.1,false",
    "POST / HTTP/1.0,true",
  })
  void aCodingThatMayNotBeSeenEndsTheServersConnection(String line, boolean ends) throws Exception {
    try (Peer server = server(OK);
        Running haloom = running(server, "");
        Socket client = haloom.connect("web")) {
      say(client, line + "\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
      boolean says = received().contains("connection: close");
      assertEquals(ends && line.endsWith("1.1"), says);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD"})
  void chunksOfHttp10EndTheClientsConnection(String method) throws Exception {
    String answer = "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    try (Peer server = server(method.equals("HEAD") ? answer : answer + "0\r\n\r\n");
        Running haloom = running(server, "");
        Socket client = haloom.connect("web")) {
      say(client, method + " / HTTP/1.1\r\nHost: a\r\n\r\n");
      String all = new String(client.getInputStream().readAllBytes());
      assertFalse(all.contains("keep-alive"), all);
      assertTrue(all.contains("transfer-encoding: chunked"), all);
    }
  }

  @ParameterizedTest
  @CsvSource({"05,5", "9223372036854775807,9223372036854775807"})
  void aLengthIsANumberHoweverItIsWritten(String length, String sent) throws Exception {
    try (Peer server = server("HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n");
        Running haloom = running(server, "");
        Socket client = haloom.connect("web")) {
      say(client, "HEAD / HTTP/1.1\r\nHost: a\r\n\r\n");
      String head = head(client);
      assertTrue(head.contains("content-length: " + sent + "\r\n"), head);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "100-continue, true, ''",
    "'100-Continue , x', true, 'expect:  x'",
    "'x, 100-continue', false, 'expect: x, 100-continue'"
  })
  void theFirstThatIsExpectedIsAnswered(String expected, boolean asked, String left)
      throws Exception {
    try (Peer server = server(OK);
        Running haloom = running(server, "option http-buffer-request");
        Socket client = haloom.connect("web")) {
      say(
          client,
          "POST / HTTP/1.1\r\nHost: a\r\nExpect: %s\r\nContent-Length: 3\r\n\r\nabc"
              .formatted(expected));
      assertEquals(asked, head(client).startsWith("HTTP/1.1 100 "));
      String head = received();
      assertTrue(head.contains("\r\n" + left), head);
      assertEquals(!left.isEmpty(), head.contains("expect:"), head);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Transfer-Encoding: foo, 400",
    "'Transfer-Encoding: chunked, foo', 400",
    "'Transfer-Encoding: foo, chunked', 200",
    "Transfer-Encoding: chunked|Transfer-Encoding: chunked, 400",
    "Content-Length: x, 400",
    "Content-Length: 3|Content-Length: 4, 400",
    "Content-Length: 3|Content-Length: 3, 200",
    "X: y, 200"
  })
  void whatWouldBeWrongFramingInAHeadIsWrongInTrailers(String trailers, int status)
      throws Exception {
    try (Peer server = server(OK);
        Running haloom = running(server, "");
        Socket client = haloom.connect("web")) {
      String head = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
      say(client, head + "0\r\n" + trailers.replace("|", "\r\n") + "\r\n\r\n");
      assertTrue(head(client).startsWith("HTTP/1.1 " + status));
    }
  }

  @Test
  void variablesOfTheRequestAreGoneInTheResponse() throws Exception {
    String rules =
        """
        http-request set-var(req.a) int(1)
          http-request set-var(res.b) int(2)
          http-request set-header x-status %ST
          http-response set-header x "[%[var(req.a)][%[var(res.b)][%[int(3),set-var(req.a)]"
          http-response set-var(res.b) int(4)
          http-response set-header y "[%[var(res.b)][%[int(5),set-var(res.b)]"
        """;
    try (Peer server = server(OK);
        Running haloom = running(server, rules.strip());
        Socket client = haloom.connect("web")) {
      say(client, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      String head = head(client);
      assertTrue(head.contains("\r\nx: [[[\r\ny: [4[5\r\n"), head);
      assertTrue(received().contains("x-status: -1\r\n"));
    }
  }
}
