package io.haloom.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.http.HttpLimits;
import io.haloom.http.HttpProtocols;
import io.haloom.http.h1.Http1Protocol;
import io.haloom.proxy.ManualTimers;
import io.haloom.proxy.Server;
import io.haloom.proxy.Server.CheckVerdict;
import io.haloom.proxy.state.CheckHealth;
import io.haloom.proxy.state.OperatingState;
import io.haloom.sample.FakeProcess;
import io.haloom.sample.Variables;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Words of checks in configurations, by what comes of them. */
@Timeout(60)
class CheckWordsTest {
  private static final CheckHealth.Outcome OUTCOME =
      new CheckHealth.Outcome("L4OK", CheckHealth.Outcome.NO_CODE, 0, "Layer4 check passed", null);

  private static String check(String lines, Peer peer, String words) throws Exception {
    try (CheckWorld world = CheckWorld.backend(lines, peer, "check inter 10s " + words)) {
      return world.check();
    }
  }

  // --- rules that connect ----------------------------------------------------------------------

  @Test
  void connectsToTheAddressOfTheRule() throws Exception {
    try (Peer peer = Peer.silent();
        Peer other = Peer.refusing()) {
      String rules = "option tcp-check\ntcp-check connect";
      assertTrue(check(rules, other, "").startsWith("L4CON "));
      String there = rules + " addr 127.0.0.1:" + peer.port();
      assertEquals("L4OK \"(tcp-check)\"", check(there, other, ""));
    }
  }

  @Test
  void theServersWordsCountByDefaultOnly() throws Exception {
    String rules = "option tcp-check\ntcp-check connect%s\ntcp-check send .\n";
    try (Peer peer = Peer.silent()) {
      check(rules.formatted(""), peer, "check-send-proxy");
      assertEquals(".", peer.finished().received());
      check(rules.formatted(" default"), peer, "check-send-proxy");
      assertTrue(peer.finished().received().startsWith("PROXY TCP4 127.0.0.1 "));
    }
  }

  @Test
  void lingersWhereTheRuleSaysSo() throws Exception {
    String rules = "option tcp-check\ntcp-check connect%s\ntcp-check send .\n";
    try (Peer peer = Peer.silent()) {
      check(rules.formatted(""), peer, "");
      assertTrue(peer.finished().wasReset());
      check(rules.formatted(" linger"), peer, "");
      assertFalse(peer.finished().wasReset());
    }
  }

  @Test
  void goesThroughTheSocksProxyWhereTheRuleSaysSo() throws Exception {
    try (Peer proxy = Peer.answering(16, new byte[] {0, 0x5a, 0, 0, 0, 0, 0, 0});
        Peer target = Peer.refusing()) {
      String socks = "socks4 127.0.0.1:" + proxy.port();
      String rules = "option tcp-check\ntcp-check connect";
      assertTrue(check(rules, target, socks).startsWith("L4CON "));
      assertEquals("L4OK \"(tcp-check)\"", check(rules + " via-socks4", target, socks));
    }
  }

  // --- variables and comments of rules ---------------------------------------------------------

  private static String requested(String rules) throws Exception {
    try (Peer peer =
        Peer.playing(
            talk -> {
              talk.readUntil("\r\n\r\n");
              talk.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            })) {
      check("option httpchk\n" + rules, peer, "");
      return peer.finished().received().lines().findFirst().orElse("");
    }
  }

  @Test
  void variablesOfHttpRules() throws Exception {
    String send = "http-check send meth GET uri-lf \"/<%[var(check.a)]>\"";
    String set = "http-check set-var-fmt(check.a) \"%[str(a)]%[str(b)]\"\n";
    assertEquals("GET /<ab> HTTP/1.0", requested(set + send));
    assertEquals("GET /<> HTTP/1.0", requested(set + "http-check unset-var(check.a)\n" + send));
  }

  @Test
  void formatsInVariablesOfTcpRules() throws Exception {
    String rules =
        """
        option tcp-check
        tcp-check set-var-fmt(check.a) "%[str(a)]%[str(b)]"
        tcp-check send-lf "%[var(check.a)]"
        """;
    try (Peer peer = Peer.silent()) {
      check(rules, peer, "");
      assertEquals("ab", peer.finished().received());
    }
  }

  @Test
  void commentsOfHttpRules() throws Exception {
    String rules = "option httpchk\n%shttp-check expect status 201";
    String answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
    try (Peer peer =
        Peer.playing(
            talk -> {
              talk.readUntil("\r\n\r\n");
              talk.send(answer);
            })) {
      assertEquals("L7STS/200 \"OK\"", check(rules.formatted(""), peer, ""));
      assertEquals(
          "L7STS/200 \"OK comment: mine\"",
          check(rules.formatted("http-check comment mine\n"), peer, ""));
    }
  }

  // --- health ----------------------------------------------------------------------------------

  private static String states(Server server, CheckVerdict verdict, int count) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      server.changes().checkEnded(false, verdict, OUTCOME);
      texts.add(server.statusText());
    }
    return String.join(", ", texts);
  }

  @Test
  void riseAndFall() throws Exception {
    try (Peer peer = Peer.refusing();
        CheckWorld world = CheckWorld.backend("", peer, "check rise 3 fall 2")) {
      Server server = world.server();
      assertEquals("UP", states(server, CheckVerdict.PASSED, 1));
      assertEquals("UP 1/2, DOWN", states(server, CheckVerdict.FAILED, 2));
      assertEquals("DOWN 1/3, DOWN 2/3, UP", states(server, CheckVerdict.PASSED, 3));
    }
  }

  @Test
  void followsTheServerItTracks() throws Exception {
    try (CheckWorld world =
        CheckWorld.of(
            """
            defaults
              timeout connect 1s
              timeout server 1s
            backend a
              server s 127.0.0.1:1 track b/t
            backend b
              server t 127.0.0.1:1 check
            """)) {
      world.runtime.backend("b").server("t").changes().forceHealth(OperatingState.STOPPED);
      assertEquals("DOWN", world.server().statusText());
      assertEquals(OperatingState.STOPPED, world.server().operating());
    }
  }

  // --- agents ----------------------------------------------------------------------------------

  @Test
  void asksTheAgentWhereItIs() throws Exception {
    try (Peer agent = Peer.playing(talk -> talk.send("up\n"));
        Peer server = Peer.refusing();
        CheckWorld world =
            CheckWorld.backend("", server, "agent-check agent-port " + agent.port())) {
      assertEquals("L7OK/0 \"via agent : up\"", world.agent());
    }
  }

  @Test
  void asksTheAgentAtItsAddress() throws Exception {
    try (Peer agent = Peer.playing(talk -> talk.send("up\n"));
        CheckWorld world =
            CheckWorld.of(
                """
                defaults
                  timeout connect 5s
                  timeout server 5s
                backend b
                  server s 127.0.0.99:1 agent-check agent-addr 127.0.0.1 agent-port %d
                """
                    .formatted(agent.port()))) {
      assertEquals("L7OK/0 \"via agent : up\"", world.agent());
    }
  }

  /** How often the server, or its agent, is asked within 10 s of a clock that the test moves. */
  private static int asked(String words) throws Exception {
    Semaphore asked = new Semaphore(0);
    ManualTimers timers = new ManualTimers();
    try (Peer peer =
            Peer.playing(
                talk -> {
                  asked.release();
                  talk.send("up\n");
                  talk.drain();
                });
        CheckWorld world =
            CheckWorld.of(
                """
                defaults
                  timeout connect 5s
                  timeout server 5s
                  default-server check agent-check agent-port %1$d
                backend b
                  option tcp-check
                  tcp-check expect string up
                  server s 127.0.0.1:%1$d %2$s
                """
                    .formatted(peer.port(), words),
                timers);
        CheckSchedule schedule =
            new CheckSchedule(
                world.runtime,
                new FakeProcess(),
                new Variables(),
                new HttpProtocols(Http1Protocol.of(HttpLimits.DEFAULT), null),
                () -> 0)) {
      schedule.startAll();
      timers.pass(0);
      for (int i = 0; i < 10; i++) {
        settle(world.server());
        timers.pass(1000);
      }
      settle(world.server());
      return asked.availablePermits();
    }
  }

  private static void settle(Server server) {
    while (server.check().running() || server.agent().running()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void agentsAreAskedEveryInterval() throws Exception {
    assertEquals(11, asked("no-check agent-inter 1s"));
    assertEquals(3, asked("no-check agent-inter 5s"));
  }

  @Test
  void checksAreTurnedOff() throws Exception {
    assertEquals(0, asked("no-check no-agent-check"));
    assertTrue(asked("no-check agent-inter 1s") > 0);
    assertTrue(asked("no-agent-check inter 1s") > 0);
  }

  @Test
  void theHeaderOfChecksIsTurnedOff() throws Exception {
    String lines = "option tcp-check\ntcp-check send .\ndefault-server check-send-proxy";
    try (Peer peer = Peer.silent()) {
      check(lines, peer, "");
      assertTrue(peer.finished().received().startsWith("PROXY "));
      check(lines, peer, "no-check-send-proxy");
      assertEquals(".", peer.finished().received());
    }
  }
}
