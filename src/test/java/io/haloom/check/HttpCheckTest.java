package io.haloom.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.proxy.state.OperatingState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code option httpchk} against scripted servers; texts as HAProxy 2.6.12 gives them. */
@Timeout(60)
class HttpCheckTest {
  private static final String NO_MATCH = "L7RSP \"HTTP content check did not match\"";
  private static final String HELLO =
      "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-H: a, b\r\nServer: one\r\n\r\nhello";
  private static final String EMPTY = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

  private static Peer answering(String response) throws Exception {
    return Peer.playing(
        talk -> {
          talk.readUntil("\r\n\r\n");
          talk.send(response);
        });
  }

  private static String check(String lines, String response) throws Exception {
    try (Peer peer = answering(response)) {
      return check(lines, peer, "inter 10s");
    }
  }

  private static String check(String lines, Peer peer, String words) throws Exception {
    try (CheckWorld world = CheckWorld.backend(lines, peer, "check " + words)) {
      return world.check();
    }
  }

  private static String status(String response) throws Exception {
    return check("option httpchk", response);
  }

  private static String expect(String rule, String response) throws Exception {
    return check("option httpchk GET /\nhttp-check expect " + rule, response);
  }

  /** The server answers so, and then neither speaks nor closes. */
  private static String late(String rule, String response) throws Exception {
    try (Peer peer =
        Peer.playing(
            talk -> {
              talk.readUntil("\r\n\r\n");
              talk.send(response);
              talk.drain();
            })) {
      return check("option httpchk GET /\nhttp-check expect " + rule, peer, "inter 200");
    }
  }

  private static String request(String lines) throws Exception {
    try (Peer peer = answering(EMPTY)) {
      assertEquals("L7OK/200", check(lines, peer, "inter 10s"));
      return peer.finished().received();
    }
  }

  // --- requests --------------------------------------------------------------------------------

  @Test
  void requestOfTheOption() throws Exception {
    assertEquals("OPTIONS / HTTP/1.0\r\n\r\n", request("option httpchk"));
    assertEquals("OPTIONS /only HTTP/1.0\r\n\r\n", request("option httpchk /only"));
    assertEquals("GET /health HTTP/1.0\r\n\r\n", request("option httpchk GET /health"));
    assertTrue(
        request("option httpchk GET / \"HTTP/1.1\\r\\nHost: foo\\r\\nX-B: 1\"")
            .startsWith("GET / HTTP/1.1\r\nhost: foo\r\nx-b: 1\r\n"));
  }

  @Test
  void requestOfTheRule() throws Exception {
    String request =
        request(
            """
            option httpchk
            http-check send meth POST uri /x ver HTTP/1.1 hdr Host h hdr X-A "%[str(v)]" body abc
            """);
    assertTrue(request.startsWith("POST /x HTTP/1.1\r\n"), request);
    assertTrue(request.contains("host: h\r\n") && request.contains("x-a: v\r\n"), request);
    assertTrue(request.contains("content-length: 3\r\n"), request);
    assertTrue(request.contains("connection: close\r\n"), request);
    assertTrue(request.endsWith("\r\n\r\nabc") || request.endsWith("\r\n\r\n"), request);
  }

  @Test
  void theOptionsHeadersStayWhereTheRuleHasNone() throws Exception {
    String option = "option httpchk GET / \"HTTP/1.1\\r\\nHost: foo\"\n";
    assertTrue(
        request(option + "http-check send meth HEAD")
            .startsWith("HEAD / HTTP/1.1\r\nhost: foo\r\n"));
    String request = request(option + "http-check send hdr X-A b");
    assertTrue(request.startsWith("GET / HTTP/1.1\r\nx-a: b\r\n"), request);
    String before = "http-check send meth GET hdr X-A b\noption httpchk";
    assertEquals("GET / HTTP/1.0\r\nx-a: b\r\n\r\n", request(before));
  }

  @Test
  void formatsKnowTheServer() throws Exception {
    assertEquals(
        "GET /b/s HTTP/1.0\r\n\r\n",
        request("option httpchk\nhttp-check send meth GET uri-lf \"/%b/%[srv_name]\""));
  }

  @Test
  void stateOfTheServer() throws Exception {
    String request = request("option httpchk GET /\nhttp-check send-state");
    assertTrue(
        request.contains("x-haproxy-server-state: UP 1/3; address=127.0.0.1; port="), request);
    assertTrue(request.contains("; name=b/s; node="), request);
    assertTrue(request.contains("; weight=1/1; scur=0/0; qcur=0"), request);
  }

  // --- statuses --------------------------------------------------------------------------------

  @Test
  void statusesFrom200To399AreGood() throws Exception {
    assertEquals("L7OK/200", status(EMPTY));
    assertEquals("L7OK/301", status("HTTP/1.1 301 Moved\r\n\r\n"));
    assertEquals("L7STS/404 \"Not Found\"", status("HTTP/1.1 404 Not Found\r\n\r\n"));
    assertEquals("L7STS/500", status("HTTP/1.1 500\r\n\r\n"));
    assertEquals("L7STS/100 \"Continue\"", status("HTTP/1.1 100 Continue\r\n\r\n" + EMPTY));
  }

  @Test
  void answersThatAreNone() throws Exception {
    assertEquals("L7RSP", status("garbage\r\n\r\n"));
    assertEquals("L7RSP", status("<html>hi</html>"));
    assertEquals("L7RSP", status("ICY 200 OK\r\n\r\n"));
    assertEquals("L7RSP", status("HTTP/1.1 200 OK\r\nFoo:"));
    assertEquals("L7RSP", status("HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n"));
    assertEquals("L7RSP", status(""));
    try (Peer peer = Peer.silent()) {
      assertEquals("L7TOUT", check("option httpchk", peer, "inter 100"));
    }
    try (Peer peer = Peer.refusing()) {
      assertEquals("L4CON \"Connection refused\"", check("option httpchk", peer, "inter 10s"));
    }
  }

  @Test
  void statusRules() throws Exception {
    assertEquals("L7OK/200", expect("status 200", HELLO));
    assertEquals("L7STS/200 \"OK\"", expect("status 201,300-310", HELLO));
    assertEquals("L7STS/200 \"OK\"", expect("! status 200", HELLO));
    assertEquals("L7OK/200", expect("rstatus ^2", HELLO));
    assertEquals("L7STS/200 \"OK\"", expect("! rstatus ^2", HELLO));
  }

  // --- headers ---------------------------------------------------------------------------------

  @Test
  void headerRules() throws Exception {
    assertEquals("L7OK/200", expect("hdr name X-H", HELLO));
    assertEquals("L7STS/200 \"OK\"", expect("hdr name X-Z", HELLO));
    assertEquals("L7OK/200", expect("hdr name x-h value b", HELLO));
    assertEquals("L7STS/200 \"OK\"", expect("hdr name x-h value A", HELLO));
    assertEquals("L7OK/200", expect("fhdr name X-H value \"a, b\"", HELLO));
    assertEquals("L7STS/200 \"OK\"", expect("fhdr name X-H value a", HELLO));
    assertEquals("L7OK/200", expect("hdr name -m end VER value -m end ne", HELLO));
    assertEquals("L7OK/200", expect("hdr name -m sub erve value -m sub n", HELLO));
    assertEquals("L7OK/200", expect("hdr name -m reg \"^(?i)ser\" value -m reg ^o.e$", HELLO));
    assertEquals("L7OK/200", expect("hdr name-lf \"%[str(x-h)]\" value-lf \"%[str(a)]\"", HELLO));
    assertEquals(
        "L7RSP \"log-format string evaluated to an empty string\"",
        expect("hdr name-lf \"%[str()]\" value-lf \"%[str(a)]\"", HELLO));
  }

  // --- bodies ----------------------------------------------------------------------------------

  @Test
  void bodyRules() throws Exception {
    assertEquals("L7OK/200", expect("string hello", HELLO));
    assertEquals(NO_MATCH, expect("string bye", HELLO));
    assertEquals("L7RSP \"HTTP check matched unwanted content\"", expect("! string hello", HELLO));
    assertEquals("L7OK/200", expect("rstring ^hel+o$", HELLO));
    assertEquals(NO_MATCH, expect("rstring ^bye", HELLO));
    assertEquals("L7OK/200", expect("string-lf \"%[str(hello)]\"", HELLO));
    assertEquals(
        "L7RSP \"HTTP content check could not find a response body\"", expect("string bye", EMPTY));
  }

  @Test
  void bodiesOfAllFramings() throws Exception {
    String chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n";
    assertEquals("L7OK/200", expect("string hello", chunked + "2\r\nlo\r\n0\r\n\r\n"));
    assertEquals("L7RSP", expect("string hello", chunked + "zz\r\nlo\r\n0\r\n\r\n"));
    assertEquals(NO_MATCH, expect("string hello", chunked));
    assertEquals("L7OK/200", expect("string hello", "HTTP/1.1 200 OK\r\n\r\nwell hello"));
    assertEquals("L7OK/200", late("string hello", HELLO.replace("Length: 5", "Length: 50")));
    assertEquals("L7TOUT", late("string hello", "HTTP/1.1 200 OK\r\n\r\nwell"));
    assertEquals(
        "L7TOUT", late("min-recv 30 string hello", HELLO.replace("Length: 5", "Length: 50")));
  }

  // --- verdicts --------------------------------------------------------------------------------

  @Test
  void verdictsOfTheRule() throws Exception {
    assertEquals("L7STS/200 \"my error\"", expect("on-error \"my error\" status 201", HELLO));
    assertEquals("L7OK/200 \"my ok\"", expect("on-success \"my ok\" status 200", HELLO));
    assertEquals("L7STS/200 \"OK comment: cc\"", expect("comment cc status 201", HELLO));
    assertEquals("L7RSP \"OK\"", expect("error-status L7RSP status 201", HELLO));
    assertEquals("L7OKC/200", expect("ok-status L7OKC status 200", HELLO));
    assertEquals("L4TOUT", late("tout-status L4TOUT status 200", ""));
  }

  @Test
  void fetchesSeeTheResponse() throws Exception {
    String said =
        "%[status] %[res.ver] %[res.hdr(x-h)] <%[res.fhdr(x-h)]> %[res.hdr_cnt(x-h)] %[res.body]";
    assertEquals(
        "L7OK/200 \"200 1.1 b <a, b> 2 hello\"",
        expect("on-success \"" + said + "\" status 200", HELLO));
    assertEquals("L7STS/200 \"hello\"", expect("on-error %[res.body] status 201", HELLO));
    assertEquals(
        "L7OK/200",
        check(
            """
            option httpchk GET /
            http-check set-var(check.early) status
            http-check expect status 200
            http-check set-var(check.name) res.fhdr(server)
            http-check expect hdr name server value-lf -m str "%[var(check.name)]"
            """,
            HELLO));
  }

  @Test
  void severalRules() throws Exception {
    String rules = "option httpchk GET /\nhttp-check expect status 200\nhttp-check expect ";
    assertEquals("L7OK/200", check(rules + "string hello\nhttp-check expect hdr name X-H", HELLO));
    assertEquals(NO_MATCH, check(rules + "string bye", HELLO));
  }

  @Test
  void severalRequests() throws Exception {
    String rules =
        """
        option httpchk
        http-check connect
        http-check send meth GET uri /a
        http-check expect status 200
        http-check connect
        http-check send meth GET uri /b
        http-check expect status 201
        """;
    try (Peer peer = answering(EMPTY)) {
      assertEquals("L7STS/200 \"OK\"", check(rules, peer, "inter 10s"));
      assertEquals("GET /a HTTP/1.0\r\n\r\n", peer.finished().received());
      assertEquals("GET /b HTTP/1.0\r\n\r\n", peer.finished().received());
    }
  }

  @Test
  void disableOn404() throws Exception {
    String lines = "option httpchk GET /\nhttp-check disable-on-404\nhttp-check expect string up";
    String gone = "HTTP/1.1 404 Not Found\r\n\r\nfoo";
    assertEquals("L7OKC/404", check(lines, gone));
    try (Peer peer = answering(gone);
        CheckWorld world = CheckWorld.backend(lines, peer, "check inter 10s")) {
      world.server().changes().forceHealth(OperatingState.STOPPED);
      assertEquals(NO_MATCH, world.check());
    }
  }

  @Test
  void namesOfHeadersMatchInAnyCase() throws Exception {
    String answer = "HTTP/1.1 200 OK\r\nx-reg-1: Value\r\n\r\n";
    String named = "option httpchk\nhttp-check expect hdr name ";
    assertEquals("L7OK/200", check(named + "-m reg \"^X-Reg-[0-9]\"", answer));
    assertEquals("L7OK/200", check(named + "-m beg X-R", answer));
    assertEquals("L7OK/200", check(named + "x-reg-1 value -m reg ^Val", answer));
    assertEquals("L7STS/200 \"OK\"", check(named + "x-reg-1 value -m reg ^val", answer));
  }

  @Test
  void proxyHeaderComesFirst() throws Exception {
    String request = request("option httpchk GET /\nhttp-check connect send-proxy");
    assertTrue(request.matches("PROXY TCP4 127.0.0.1 127.0.0.1 [0-9 ]+\r\nGET / (?s:.*)"), request);
  }
}
