package io.haloom.balance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.haloom.model.BalanceConfig;
import io.haloom.model.BalanceConfig.Algorithm;
import io.haloom.model.BalanceConfig.HashFunction;
import io.haloom.model.BalanceConfig.HashType;
import io.haloom.model.HashInput;
import io.haloom.proxy.Backend;
import io.haloom.proxy.ServerSlot;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;

/** Which server each of 24 addresses reaches on HAProxy 2.6.12. */
class SourceHashTest {
  private static final String[] SOURCES = new String[24];

  static {
    for (int i = 0; i < SOURCES.length; i++) {
      SOURCES[i] = "127.0." + i * 7 + "." + ((i * 37 + 1) % 255 + 1);
    }
  }

  private static Picks picks(HashType type, boolean avalanche, int factor) {
    return new Picks(
        new BalanceConfig(
            Algorithm.SOURCE,
            2,
            type,
            HashFunction.SDBM,
            avalanche,
            factor,
            new HashInput.Source()));
  }

  /** All servers, and then with b in maintenance. */
  private static void check(Picks picks, String all, String without, String... lines)
      throws Exception {
    Backend backend = picks.backend(lines);
    assertEquals(all, picks.from(backend, SOURCES));
    backend.server("b").changes().maintenance();
    assertEquals(without, picks.from(backend, SOURCES));
    backend.server("b").changes().ready();
    assertEquals(all, picks.from(backend, SOURCES));
  }

  @Test
  void mapBased() throws Exception {
    Picks picks = picks(HashType.MAP_BASED, false, 0);
    check(picks, "acbacbacbacbacbacbacbacb", "acacacaacacacaacacacaaca", "a", "b", "c");
    check(
        picks,
        "acbacaacaacbacbacaacbacb",
        "cacaacacaacacaacacaacaca",
        "a weight 3",
        "b",
        "c weight 2");
    check(
        picks,
        "ccbcbacccbcbacccbcbadacc",
        "cccccccccaaacccccccccccd",
        "a weight 10",
        "b weight 20",
        "c id 7 weight 30",
        "d");
  }

  @Test
  void mapBasedWithAvalanche() throws Exception {
    Picks picks = picks(HashType.MAP_BASED, true, 0);
    check(picks, "abbabbbacabcbaacbccbaaca", "ccacaaaccaaacccacaacaaaa", "a", "b", "c");
    check(
        picks,
        "acccccbbcaabbbccaccbcbcc",
        "ccaaccccccccaccccccacdac",
        "a weight 10",
        "b weight 20",
        "c id 7 weight 30",
        "d");
  }

  @Test
  void consistent() throws Exception {
    Picks picks = picks(HashType.CONSISTENT, true, 0);
    check(picks, "abbaaaaaababbcacbbaccbba", "accaaaaaaaacccacaaaccaca", "a", "b", "c");
    check(
        picks,
        "aaaaaaaaaaaaaccaccaacaaa",
        "aaaaaaaaaaaaaccaccaacaaa",
        "a weight 3",
        "b",
        "c weight 2");
    check(
        picks,
        "cccaaacbccbcbabcccabccac",
        "cccaaaccccccaaccccaaccac",
        "a weight 10",
        "b weight 20",
        "c id 7 weight 30",
        "d");
    check(
        picks(HashType.CONSISTENT, false, 0),
        "bbbbbbbbbbbbbbbbbbbbbbbb",
        "aaaaaaaaaaaaaaaaaaaaaaaa",
        "a",
        "b",
        "c");
  }

  @Test
  void consistentFollowsWeights() throws Exception {
    Picks picks = picks(HashType.CONSISTENT, true, 0);
    Backend backend = picks.backend("a", "b", "c");
    assertEquals("abbaaaaaababbcacbbaccbba", picks.from(backend, SOURCES));
    backend.server("b").changes().changeWeight("5");
    assertEquals("abbabbaaababbcbbbbabcbba", picks.from(backend, SOURCES));
    backend.server("b").changes().changeWeight("2");
    assertEquals("abbaabaaababbcbcbbabcbba", picks.from(backend, SOURCES));
  }

  @Test
  void loadsAreBounded() throws Exception {
    Backend backend = picks(HashType.CONSISTENT, true, 125).backend("a", "b", "c");
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < 24; i++) {
      InetAddress source = InetAddress.getByName(SOURCES[i % 6]);
      names.append(backend.tryAssign(() -> source, null).server().name());
    }
    assertEquals("abccacabbabacbbaacabbaba", names.toString());
  }

  @Test
  void aRingMadeAtOnceIsTheOneMadeServerByServer() throws Exception {
    Picks picks = picks(HashType.CONSISTENT, true, 0);
    String[] lines = new String[40];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = "s" + i + " weight " + (i % 9 + 1);
    }
    Backend backend = picks.backend(lines);
    String before = picks.from(backend, SOURCES);
    for (int i = 0; i < lines.length; i += 2) {
      backend.server("s" + i).changes().maintenance();
    }
    for (int i = 0; i < lines.length; i += 2) {
      backend.server("s" + i).changes().ready();
    }
    assertEquals(before, picks.from(backend, SOURCES));
  }

  @Test
  void consistentHashingAvoidsTheFailedServer() throws Exception {
    Backend backend = picks(HashType.CONSISTENT, true, 0).backend("a", "b", "c");
    for (String text : SOURCES) {
      InetAddress source = InetAddress.getByName(text);
      try (ServerSlot slot = backend.tryAssign(() -> source, backend.server("a"))) {
        assertEquals(false, slot.server().name().equals("a"), text);
      }
    }
  }

  @Test
  void withoutAnAddressServersTakeTurns() {
    Picks map = picks(HashType.MAP_BASED, false, 0);
    assertEquals("abcabc", map.sequence(6, "a", "b", "c"));
    Picks ring = picks(HashType.CONSISTENT, true, 0);
    String turns = ring.sequence(48, "a", "b", "c");
    assertEquals(16, turns.chars().filter(c -> c == 'a').count());
  }
}
