package io.haloom.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code option tcp-check} against scripted servers; texts as HAProxy 2.6.12 gives them. */
@Timeout(60)
class TcpCheckTest {
  private static final String OK = "L7OK/0 \"(tcp-check)\"";
  private static final String PING =
      """
      tcp-check send "PING\\r\\n"
      tcp-check expect string +PONG
      """;

  private static String check(String rules, Peer peer) throws Exception {
    return check(rules, peer, "inter 10s");
  }

  private static String check(String rules, Peer peer, String words) throws Exception {
    try (CheckWorld world =
        CheckWorld.backend("option tcp-check\n" + rules, peer, "check " + words)) {
      return world.check();
    }
  }

  /** The server says this at once and closes. */
  private static String greeted(String rules, String greeting) throws Exception {
    try (Peer peer = Peer.playing(talk -> talk.send(greeting))) {
      return check(rules, peer);
    }
  }

  /** The server says this at once and then nothing. */
  private static String greetedAndLate(String rules, String greeting) throws Exception {
    try (Peer peer =
        Peer.playing(
            talk -> {
              talk.send(greeting);
              talk.drain();
            })) {
      return check(rules, peer, "inter 200");
    }
  }

  private static String expect(String rule, String greeting) throws Exception {
    return greeted("tcp-check expect " + rule, greeting);
  }

  /** The server answers a PING so, and closes. */
  private static String ping(String answer) throws Exception {
    try (Peer peer =
        Peer.playing(
            talk -> {
              talk.readUntil("\r\n");
              talk.send(answer);
            })) {
      return check(PING, peer);
    }
  }

  /** What the server receives of a check that sends so. */
  private static String sent(String rules) throws Exception {
    try (Peer peer =
        Peer.playing(
            talk -> {
              talk.readUntil("!");
              talk.send("x");
              talk.drain();
            })) {
      assertEquals(OK, check(rules + "\ntcp-check send !\ntcp-check expect string x", peer));
      return peer.finished().received();
    }
  }

  // --- connect ---------------------------------------------------------------------------------

  @Test
  void withoutRulesTheConnectionCounts() throws Exception {
    try (Peer peer = Peer.silent()) {
      assertEquals("L4OK", check("", peer));
      assertEquals("L4OK \"(tcp-check)\"", check("tcp-check connect", peer));
    }
  }

  @Test
  void refusedConnections() throws Exception {
    String refused = "L4CON \"Connection refused at ";
    try (Peer peer = Peer.refusing()) {
      assertEquals(refused + "initial connection step of tcp-check\"", check("", peer));
      assertEquals(refused + "step 1 of tcp-check (connect)\"", check("tcp-check connect", peer));
      assertEquals(
          refused + "step 1 of tcp-check (connect) comment: 'hello'\"",
          check("tcp-check connect comment hello", peer));
    }
  }

  @Test
  void severalConnections() throws Exception {
    try (Peer first = Peer.answering(1, new byte[] {'A'});
        Peer second = Peer.refusing()) {
      String rules =
          """
          tcp-check connect
          tcp-check send a
          tcp-check expect string A
          tcp-check connect port %d
          tcp-check send b
          tcp-check expect string A
          """;
      assertEquals(OK, check(rules.formatted(first.port()), first));
      int port = second.port();
      assertEquals(
          "L4CON \"Connection refused at step 4 of tcp-check (connect port " + port + ")\"",
          check(rules.formatted(port), first));
    }
  }

  @Test
  void portOfAnExpression() throws Exception {
    try (Peer peer = Peer.silent();
        Peer other = Peer.refusing()) {
      String rules = "tcp-check connect port var(check.port)";
      String set = "tcp-check set-var(check.port) int(" + peer.port() + ")\n";
      assertEquals("L4OK \"(tcp-check)\"", check(set + rules, other));
      assertEquals(
          "L4CON \"Connection refused at step 1 of tcp-check (connect)\"", check(rules, other));
    }
  }

  // --- send ------------------------------------------------------------------------------------

  @Test
  void sendsTextAndBytes() throws Exception {
    assertEquals("a\rb!", sent("tcp-check send \"a\\rb\""));
    assertEquals("ABC!", sent("tcp-check send-binary 414243"));
    assertEquals("hi x!", sent("tcp-check send-lf \"hi %[str(x)]\""));
    assertEquals("abc!", sent("tcp-check send-binary-lf \"%[str(abc),hex]\""));
    assertEquals("!", sent("tcp-check send-lf \"%[str()]\""));
  }

  @Test
  void formatsKnowTheServer() throws Exception {
    assertEquals("b/s 1!", sent("tcp-check send-lf \"%b/%s %[srv_id]\""));
    assertEquals(
        "b/s 10000!", sent("tcp-check send-lf \"%[be_name]/%[srv_name] %[be_server_timeout]\""));
    assertEquals("127.0.0.1!", sent("tcp-check send-lf \"%si\""));
    assertEquals("CHECKS-FE PR -1!", sent("tcp-check send-lf \"%f %ts %Tw\""));
  }

  @Test
  void variables() throws Exception {
    String set = "tcp-check set-var(check.a) str(hello)\n";
    assertEquals("hello!", sent(set + "tcp-check send-lf \"%[var(check.a)]\""));
    assertEquals(
        "<>!", sent(set + "tcp-check unset-var(check.a)\ntcp-check send-lf \"<%[var(check.a)]>\""));
  }

  @Test
  void hexadecimalThatIsNone() throws Exception {
    try (Peer peer = Peer.silent()) {
      assertEquals(
          "L7RSP \"tcp-check send : failed to build log-format string at step 1\"",
          check("tcp-check send-binary-lf \"%[str(zz)]\"", peer));
    }
  }

  // --- expect ----------------------------------------------------------------------------------

  @Test
  void answers() throws Exception {
    assertEquals(OK, ping("+PONG\r\n"));
    assertEquals("L7RSP \"TCPCHK did not match content '+PONG' at step 2\"", ping("+PO"));
    assertEquals("L7RSP \"TCPCHK got an empty response at step 2\"", ping(""));
  }

  @Test
  void silenceMayBeRight() throws Exception {
    assertEquals(OK, expect("!rstring .+", ""));
    assertEquals(OK, expect("!string no", ""));
    assertEquals(OK, expect("rstring ^$", ""));
    assertEquals("L7RSP \"TCPCHK got an empty response at step 1\"", expect("rstring .", ""));
    assertEquals(
        "L7RSP \"TCPCHK matched unwanted content (regex) at step 1\"", expect("!rstring .+", "x"));
    assertEquals("L7RSP \"nothing\"", expect("on-error nothing string x", ""));
    assertEquals(
        "L7TOUT \" at step 1 of tcp-check (expect regex)\"",
        greetedAndLate("tcp-check expect !rstring .+", ""));
  }

  @Test
  void oneByteAtATime() throws Exception {
    try (Peer peer =
        Peer.playing(
            talk -> {
              talk.readUntil("\r\n");
              talk.sendSlowly("well +PONG".getBytes());
              talk.drain();
            })) {
      assertEquals(OK, check(PING, peer));
    }
  }

  @Test
  void resetAndSilence() throws Exception {
    String where = " at step 2 of tcp-check (expect string '+PONG')\"";
    try (Peer peer =
        Peer.playing(
            talk -> {
              talk.readUntil("\r\n");
              talk.reset();
            })) {
      assertEquals("SOCKERR \"Connection reset by peer" + where, check(PING, peer));
    }
    try (Peer peer = Peer.silent()) {
      assertEquals("L7TOUT \"" + where, check(PING, peer, "inter 100"));
    }
  }

  @Test
  void whatIsToldOfASequenceStaysOnItsLine() throws Exception {
    try (Peer peer = Peer.playing(talk -> talk.drain())) {
      assertEquals(
          "L7TOUT \" at step 1 of tcp-check (expect binary '2B4F4B000D0A')\"",
          check("tcp-check expect binary 2b4f4b000d0a", peer, "inter 100"));
      assertEquals(
          "L7TOUT \" at step 1 of tcp-check (expect string '+OK..')\"",
          check("tcp-check expect string \"+OK\\r\\n\"", peer, "inter 100"));
    }
  }

  @Test
  void strings() throws Exception {
    assertEquals(OK, expect("binary 2B504F4E47", "xxx+PONG"));
    assertEquals(
        "L7RSP \"TCPCHK did not match content (binary) at step 1\"",
        expect("binary 2B504F4E47", "xxx+ONG"));
    assertEquals(OK, expect("string-lf \"%[str(abc)]\"", "abc"));
    assertEquals(
        "L7RSP \"TCPCHK did not match content (log-format string) at step 1\"",
        expect("string-lf \"%[str(abc)]\"", "zz"));
    assertEquals(OK, expect("binary-lf \"%[str(abc),hex]\"", "abc"));
    assertEquals(
        "L7RSP \"TCPCHK did not match content (log-format binary) at step 1\"",
        expect("binary-lf \"%[str(abc),hex]\"", "zz"));
  }

  @Test
  void formatsThatYieldNothingUseful() throws Exception {
    assertEquals(
        "L7RSP \"log-format string evaluated to an empty string\"",
        expect("string-lf \"%[str()]\"", "abc"));
    assertEquals(
        "L7RSP \"Failed to parse hexastring resulting of eval of a log-format string\"",
        expect("binary-lf \"%[str(zz)]\"", "abc"));
  }

  @Test
  void regularExpressions() throws Exception {
    assertEquals(OK, expect("rstring \"^[0-9]+ok\\$\"", "123ok"));
    assertEquals(
        "L7RSP \"TCPCHK did not match content (regex) at step 1\"",
        expect("rstring \"^[0-9]+ok\\$\"", "123bad"));
    assertEquals(OK, expect("rbinary ^2B504F", "+PONG"));
    assertEquals(
        "L7RSP \"TCPCHK did not match content (binary regex) at step 1\"",
        expect("rbinary ^2B504F", "xxx"));
  }

  @Test
  void whatIsForbiddenMayStillCome() throws Exception {
    assertEquals(OK, expect("! string bad", "good thing"));
    assertEquals(
        "L7RSP \"TCPCHK matched unwanted content 'bad' at step 1\"",
        expect("! string bad", "very bad thing"));
    assertEquals(
        "L7TOUT \" at step 1 of tcp-check (expect string 'bad')\"",
        greetedAndLate("tcp-check expect ! string bad", "good thing"));
  }

  @Test
  void minRecvMakesAMismatchFinal() throws Exception {
    String rule = "tcp-check expect min-recv 4 ";
    assertEquals(OK, greetedAndLate(rule + "! string bad", "good thing"));
    assertEquals(
        "L7RSP \"TCPCHK did not match content 'bad' at step 1\"",
        greetedAndLate(rule + "string bad", "good thing"));
    assertEquals(
        "L7TOUT \" at step 1 of tcp-check (expect string 'good')\"",
        greetedAndLate("tcp-check expect min-recv 40 string good", "good thing"));
  }

  @Test
  void severalExpectations() throws Exception {
    String rules = "tcp-check expect string one\ntcp-check expect string two";
    assertEquals(OK, greeted(rules, "one two"));
    assertEquals("L7RSP \"TCPCHK did not match content 'two' at step 2\"", greeted(rules, "one"));
    assertEquals(
        "L7RSP \"TCPCHK matched unwanted content 'bad' at step 1\"",
        greeted("tcp-check expect ! string bad\ntcp-check expect string two", "one bad"));
  }

  // --- verdicts --------------------------------------------------------------------------------

  @Test
  void statusesOfTheRule() throws Exception {
    assertEquals("L4OK \"(tcp-check)\"", expect("ok-status L4OK string ok", "ok"));
    assertEquals("L6OK \"(tcp-check)\"", expect("ok-status L6OK string ok", "ok"));
    assertEquals(
        "L6RSP \"TCPCHK did not match content 'ok' at step 1\"",
        expect("error-status L6RSP string ok", "no"));
    assertEquals(
        "L7STS/0 \"TCPCHK got an empty response at step 1\"",
        expect("error-status L7STS string ok", ""));
    assertEquals(
        "L6TOUT \" at step 1 of tcp-check (expect string 'ok')\"",
        greetedAndLate("tcp-check expect tout-status L6TOUT string ok", ""));
  }

  @Test
  void textsOfTheRule() throws Exception {
    String said = "\"said %[res.payload(0,0)]\" ";
    assertEquals(
        "L7STS/0 \"said not 0k\"",
        expect("error-status L7STS on-error " + said + "string ok", "not 0k"));
    assertEquals(
        "L7STS/0 \"said not 0k comment: mine\"",
        expect("error-status L7STS on-error " + said + "comment mine string ok", "not 0k"));
    assertEquals(
        "L7OKC/0 \"said its ok\"",
        expect("ok-status L7OKC on-success " + said + "string ok", "its ok"));
  }

  @Test
  void codeOfTheRule() throws Exception {
    String code = "status-code res.payload(0,3) rstring \"^2\"";
    assertEquals("L7OK/250 \"(tcp-check)\"", expect(code, "250 hi"));
    String mismatch = "TCPCHK did not match content (regex) at step 1";
    assertEquals("L7STS/550 \"" + mismatch + '"', expect("error-status L7STS " + code, "550 hi"));
    assertEquals("L7STS/0 \"" + mismatch + '"', expect("error-status L7STS " + code, "bad hi"));
  }

  @Test
  void longTextsAreCut() throws Exception {
    String text = expect("on-error \"x %[res.payload(0,0)] y\" string zz", "abcdefghij".repeat(30));
    assertEquals("L7RSP \"x ".length() + 125 + 1, text.length());
  }

  @Test
  void commentsNameTheStep() throws Exception {
    String rules =
        """
        tcp-check connect
        tcp-check comment "the ping"
        tcp-check send "PING\\r\\n"
        tcp-check expect string +PONG
        tcp-check send QUIT
        tcp-check expect rstring "^\\+OK\\$" comment bye
        """;
    try (Peer peer =
        Peer.playing(
            talk -> {
              talk.readUntil("\r\n");
              talk.send("+PONG");
              talk.readUntil("QUIT");
            })) {
      assertEquals(
          "L7RSP \"TCPCHK got an empty response at step 6 comment: bye\"", check(rules, peer));
    }
  }
}
