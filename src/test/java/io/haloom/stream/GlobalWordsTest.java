package io.haloom.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.harness.Eventually;
import io.haloom.harness.Peer;
import io.haloom.harness.Running;
import io.haloom.model.Option;
import io.haloom.proxy.count.Counter;
import io.haloom.sample.Variables;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words whose effect shows only when a balancer runs. */
class GlobalWordsTest {
  private static final String DEFAULTS =
      """
      defaults
        log $log local0
        option tcplog
        timeout connect 1s
        timeout client 20s
        timeout server 20s
      """;

  private static String listen(String... lines) {
    return DEFAULTS + "listen l\n  bind 127.0.0.1:0\n  " + String.join("\n  ", lines) + "\n";
  }

  @Test
  void ratesOfTheProcessAreThoseWritten() {
    String global = "global\n  maxconnrate 70\n  maxsessrate 80\n";
    try (Running running = Running.of(global + listen())) {
      assertEquals(70, running.haloom().runtime().process().maxConnRate());
      assertEquals(80, running.haloom().runtime().process().maxSessRate());
    }
  }

  /** HAProxy without resolvers looks up names at start only. */
  @ParameterizedTest
  @CsvSource({"'', false", "haloom.follow-names, true"})
  void namesAreFollowedWhereThatIsAskedFor(String word, boolean followed) {
    String global = "global\n  " + word + "\n";
    try (Running running = Running.of(global + listen("server s localhost:1"))) {
      Eventually.await(
          () ->
              followed
                  == Thread.getAllStackTraces().keySet().stream()
                      .anyMatch(thread -> thread.getName().equals("haloom-names")));
      assertEquals("localhost", running.server("l", "s").fqdn());
    }
  }

  @Test
  void fetchesSeeTheEnvironmentThatTheConfigurationLeft() throws Exception {
    String global =
        "global\n  setenv A one\n  presetenv A two\n  presetenv B three\n  setenv A four\n";
    String format = "log-format \"%[env(A)] %[env(B)] %[env(NONE)] %{-M}o%CC %hr.\"";
    try (Running running = Running.of(global + listen("mode http", format, "http-request deny"));
        Socket client = running.connect("l")) {
      client.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes());
      assertEquals('H', client.getInputStream().read());
      assertEquals("four three -  .", running.log().next("four.*"));
    }
  }

  @Test
  void retryOnWithoutFailedConnectionsTriesOnce() throws Exception {
    String server = "server s 127.0.0.1:" + Peer.refusingPort();
    try (Running running = Running.of(listen("retries 3", "retry-on none", server));
        Socket client = running.connect("l")) {
      assertEquals(-1, client.getInputStream().read());
      assertTrue(running.log().next().endsWith(" SC 1/1/0/0/0 0/0"));
      assertEquals(0, running.server("l", "s").counters().get(Counter.RETRIES));
    }
  }

  @Test
  void graceLetsNewClientsInAfterTheSignal() throws Exception {
    try (Peer peer = Peer.greeting("hi");
        Running running =
            Running.of("global\n  grace 300ms\n" + listen("server s " + peer.address()))) {
      running.haloom().softStop();
      try (Socket client = running.connect("l")) {
        assertEquals('h', client.getInputStream().read());
      }
      running.haloom().awaitStopped();
    }
  }

  @Test
  void variablesOfTheProcessAreSetAtStart() {
    String global =
        "global\n  set-var proc.n int(4),add(1)\n  set-var-fmt proc.t n=%[var(proc.n)]\n";
    try (Running running = Running.of(global + listen())) {
      Variables variables = running.haloom().sessions().processVariables();
      assertEquals(5, variables.get("n").number());
      assertEquals("n=5", variables.get("t").latin1());
    }
  }

  @Test
  void nospliceTakesSplicingBack() {
    try (Running running = Running.of("global\n  nosplice\n" + listen("option splice-auto"))) {
      assertFalse(running.backend("l").config().has(Option.SPLICE_AUTO));
    }
  }
}
