package io.haloom.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.proxy.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Agents and what they may say. Texts as HAProxy 2.6.12 gives them to the same agents. */
@Timeout(60)
class AgentCheckTest {
  private static final String WORDS =
      "weight 10 maxconn 50 agent-check agent-inter 5s agent-port @PORT@";

  private static String says(String line) throws Exception {
    try (Peer peer = Peer.playing(talk -> talk.send(line));
        CheckWorld world = CheckWorld.backend("", peer, WORDS)) {
      return world.agent();
    }
  }

  @Test
  void health() throws Exception {
    assertEquals("L7OK/0 \"via agent : up\"", says("up\n"));
    assertEquals("L7OK/0 \"via agent : UP\"", says("   UP   \n"));
    assertEquals("L7OK/0 \"via agent : up\"", says("up\rdown\n"));
    assertEquals("L7STS/0 \"via agent : down\"", says("up down\n"));
    assertEquals("L7STS/0 \"via agent : down (my reason)\"", says("down #  my reason\n"));
    assertEquals("L7STS/0 \"via agent : stopped (r)\"", says("stopped # r\n"));
    assertEquals("L7STS/0 \"via agent : fail (reason)\"", says("fail reason\n"));
    assertEquals(
        "L7OK/0 \"via agent : up (all well)\"", says("ready,50%\tmaxconn:7 up # all well\r\n"));
  }

  @Test
  void wordsItDoesNotKnow() throws Exception {
    assertEquals("CHECKED \"agent reports an error : foo\"", says("foo\n"));
    assertEquals("CHECKED \"agent reports an error : stopped#r\"", says("stopped#r\n"));
    assertEquals("CHECKED \"agent reports an error : -5%\"", says("-5%\n"));
    assertEquals("L7OK/0 \"via agent : up (foo)\"", says("foo up # reason\n"));
    assertEquals("L7STS/0 \"via agent : down (foo)\"", says("foo down\n"));
    assertEquals("L7STS/0 \"via agent : down (r)\"", says("foo down # r\n"));
    assertEquals("CHECKED \"agent warns : Trailing garbage in weight string\"", says("7x%\n"));
    assertEquals(
        "CHECKED \"agent warns : maxconn string empty or preceded by garbage\"",
        says("maxconn:abc\n"));
    assertEquals(
        "CHECKED \"agent warns : Trailing garbage in maxconn string\"", says("maxconn:3x\n"));
    assertEquals(
        "L7OK/0 \"via agent : up (maxconn string empty or preceded by garbage)\"",
        says("up maxconn:abc # r\n"));
  }

  @Test
  void saysNothingOfHealth() throws Exception {
    assertEquals("CHECKED", says("\n"));
    assertEquals("CHECKED", says("# only a reason\n"));
    assertEquals("CHECKED", says("75%\n"));
    assertEquals("CHECKED", says("ready\n"));
  }

  @Test
  void failures() throws Exception {
    assertEquals("L7RSP \"TCPCHK got an empty response at step 2\"", says(""));
    assertEquals("L7TOUT", says("up"));
    try (Peer peer = Peer.refusing();
        CheckWorld world = CheckWorld.backend("", peer, WORDS)) {
      assertEquals("L4CON \"Connection refused\"", world.agent());
    }
    try (Peer peer = Peer.silent();
        CheckWorld world = CheckWorld.backend("", peer, WORDS + " agent-inter 100")) {
      assertEquals("L7TOUT", world.agent());
    }
  }

  @Test
  void anIncompleteLineRepeatsWhatWasKnown() throws Exception {
    try (Peer peer = Peer.playing(talk -> talk.send("do"));
        CheckWorld world = CheckWorld.backend("", peer, WORDS)) {
      world.server().agent().last(CheckResult.of(CheckStatus.L7OK, "x").outcome(1));
      assertEquals("L7OK/0 \"Ignoring incomplete line from agent\"", world.agent());
    }
  }

  @Test
  void isSentTheString() throws Exception {
    try (Peer peer =
            Peer.playing(
                talk -> {
                  talk.readUntil("\n");
                  talk.send("up\n");
                });
        CheckWorld world = CheckWorld.backend("", peer, WORDS + " agent-send \"hello\\n\"")) {
      assertEquals("L7OK/0 \"via agent : up\"", world.agent());
      assertEquals("hello\n", peer.finished().received());
      world.server().agent().send("other\n");
      world.agent();
      assertEquals("other\n", peer.finished().received());
    }
  }

  @Test
  void changesTheServer() throws Exception {
    String[] line = {"drain 50% maxconn:7\n"};
    try (Peer peer = Peer.playing(talk -> talk.send(line[0]));
        CheckWorld world = CheckWorld.backend("", peer, WORDS)) {
      Server server = world.server();
      assertEquals("CHECKED", world.agent());
      assertTrue(server.draining());
      assertEquals(5, server.userWeight());
      assertEquals(7, server.maxconn());
      line[0] = "maint\n";
      world.agent();
      assertTrue(server.inMaintenance());
      line[0] = "ready 200%\n";
      world.agent();
      assertFalse(server.inMaintenance() || server.draining());
      assertEquals(20, server.userWeight());
    }
  }
}
