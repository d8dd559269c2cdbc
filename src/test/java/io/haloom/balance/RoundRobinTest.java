package io.haloom.balance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.haloom.model.BalanceConfig.Algorithm;
import io.haloom.proxy.Backend;
import io.haloom.proxy.ProxyWorld;
import io.haloom.proxy.ServerSlot;
import org.junit.jupiter.api.Test;

/** The sequences were observed on HAProxy 2.6.12, one connection after the other. */
class RoundRobinTest {
  private final Picks picks = new Picks(Algorithm.ROUNDROBIN);

  @Test
  void weights() {
    assertEquals(
        "acabacacabacacabacacabacacabac", picks.sequence(30, "a weight 3", "b", "c weight 2"));
    assertEquals("abcabcabcabc", picks.sequence(12, "a", "b", "c"));
    assertEquals("aaabaacaaabaacaaabaacaaabaacaa", picks.sequence(30, "a weight 5", "b", "c"));
    assertEquals(
        "ababacababacababaabcababacabab",
        picks.sequence(30, "a weight 10", "b weight 7", "c weight 3"));
  }

  @Test
  void changesOfWeightAndState() {
    Backend backend = picks.backend("a weight 3", "b", "c weight 2");
    assertEquals("acabaca", picks.of(backend, 7));
    assertNull(backend.server("a").changes().changeWeight("50%"));
    assertEquals("ccbcacbcacbc", picks.of(backend, 12));
    assertNull(backend.server("b").changes().changeWeight("4"));
    assertEquals("abcbbcbabcbbcbabcbbc", picks.of(backend, 20));
    backend.server("c").changes().maintenance();
    assertEquals("bbabbbbabbb", picks.of(backend, 11));
    backend.server("c").changes().ready();
    assertEquals("bacbbcbbacbbcbbac", picks.of(backend, 17));
    assertNull(backend.server("a").changes().changeWeight("0"));
    assertEquals("bbcbbcbbc", picks.of(backend, 9));
    assertNull(backend.server("a").changes().changeWeight("100%"));
    assertEquals("babcbabcababcba", picks.of(backend, 15));
  }

  @Test
  void fullServersArePassedOverAndCatchUp() {
    Backend backend = picks.backend("a weight 3 maxconn 1", "b", "c weight 2");
    ServerSlot held = backend.tryAssign(() -> null, null);
    assertEquals("a", held.server().name());
    assertEquals("cbccbccbccbc", picks.of(backend, 12));
    held.close();
    assertEquals("acabacacabac", picks.of(backend, 12));
  }

  @Test
  void avoidsTheFailedServerWhileThereIsAnother() {
    Backend backend = picks.backend("a", "b");
    for (int i = 0; i < 6; i++) {
      try (ServerSlot slot = backend.tryAssign(() -> null, backend.server("a"))) {
        assertEquals("b", slot.server().name());
      }
    }
    backend.server("b").changes().maintenance();
    try (ServerSlot slot = backend.tryAssign(() -> null, backend.server("a"))) {
      assertEquals("a", slot.server().name());
    }
  }

  @Test
  void aHundredThousandPicksKeepTheWeights() {
    String[] lines = new String[50];
    int total = 0;
    for (int i = 0; i < lines.length; i++) {
      lines[i] = "s" + i + " weight " + (i + 1);
      total += i + 1;
    }
    Backend backend = new ProxyWorld(Balancers::of).backend("be", lines);
    int[] counts = new int[lines.length];
    for (int i = 0; i < 100 * total; i++) {
      try (ServerSlot slot = backend.tryAssign(() -> null, null)) {
        counts[slot.server().id() - 1]++;
      }
    }
    for (int i = 0; i < counts.length; i++) {
      assertEquals(100 * (i + 1), counts[i], 1, "server " + i);
    }
  }
}
