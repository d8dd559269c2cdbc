package io.haloom.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code option smtpchk} against scripted servers. */
@Timeout(60)
class SmtpCheckTest {
  private static String check(String option, Peer.Script script) throws Exception {
    try (Peer peer = Peer.playing(script)) {
      return check(option, peer, "inter 10s");
    }
  }

  private static String check(String option, Peer peer, String words) throws Exception {
    try (CheckWorld world = CheckWorld.backend("option " + option, peer, "check " + words)) {
      return world.check();
    }
  }

  private static Peer.Script replies(String greeting, String hello, String quit) {
    return talk -> {
      talk.send(greeting);
      talk.readUntil("\n");
      talk.send(hello);
      talk.readUntil("QUIT\r\n");
      talk.send(quit);
      talk.drain();
    };
  }

  @Test
  void aServerThatAgrees() throws Exception {
    try (Peer peer = Peer.playing(replies("220 mail\r\n", "250 hello\r\n", "221   bye now\r\n"))) {
      assertEquals("L7OK/221 \"bye now\"", check("smtpchk", peer, "inter 10s"));
      Peer.Talk talk = peer.finished();
      assertEquals("HELO localhost\r\nQUIT\r\n", talk.received());
      assertFalse(talk.wasReset(), "a mail server is told goodbye");
    }
  }

  @Test
  void replyOfSeveralLines() throws Exception {
    try (Peer peer =
        Peer.playing(replies("220 mail\r\n", "250-hello\r\n250 SIZE\r\n", "221 bye\r\n"))) {
      assertEquals("L7OK/221 \"bye\"", check("smtpchk EHLO my.dom", peer, "inter 10s"));
      assertEquals("EHLO my.dom\r\nQUIT\r\n", peer.finished().received());
    }
  }

  @Test
  void oneByteAtATime() throws Exception {
    assertEquals(
        "L7OK/221 \"bye\"",
        check(
            "smtpchk",
            talk -> {
              talk.sendSlowly("220 mail\r\n".getBytes());
              talk.readUntil("\n");
              talk.sendSlowly("250-hello\r\n250 SIZE\r\n".getBytes());
              talk.readUntil("QUIT\r\n");
              talk.sendSlowly("221 bye\r\n".getBytes());
              talk.drain();
            }));
  }

  @Test
  void serversThatRefuse() throws Exception {
    assertEquals("L7STS/554 \"go away\"", check("smtpchk", t -> t.send("554 go away\r\n")));
    assertEquals(
        "L7RSP \"I'm not a mailer\"", check("smtpchk", t -> t.send("I'm not a mailer\r\n")));
    assertEquals("L7RSP \"22\"", check("smtpchk", t -> t.send("22")));
    assertEquals(
        "L7STS/502 \"bad command\"",
        check("smtpchk", replies("220 mail\r\n", "502  bad command\r\n", "")));
    assertEquals(
        "L7STS/500 \"whatever\"",
        check("smtpchk", replies("220 mail\r\n", "250 ok\r\n", "500   whatever\r\n")));
  }

  @Test
  void serversThatLeave() throws Exception {
    assertEquals("L7RSP \"TCPCHK got an empty response at step 2\"", check("smtpchk", talk -> {}));
    assertEquals(
        "L7STS/0 \"TCPCHK got an empty response at step 7\"",
        check(
            "smtpchk",
            talk -> {
              talk.send("220 mail\r\n");
              talk.readUntil("\n");
              talk.send("250 ok\r\n");
              talk.readUntil("QUIT\r\n");
            }));
    try (Peer peer = Peer.silent()) {
      assertEquals("L7TOUT", check("smtpchk", peer, "inter 100"));
    }
  }
}
