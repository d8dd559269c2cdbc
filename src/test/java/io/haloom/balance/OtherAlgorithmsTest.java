package io.haloom.balance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.haloom.model.BalanceConfig.Algorithm;
import io.haloom.model.BalanceConfig.HashFunction;
import io.haloom.model.Option;
import io.haloom.proxy.Backend;
import io.haloom.proxy.ProxyWorld;
import io.haloom.proxy.QueueWaiter;
import io.haloom.proxy.ServerSlot;
import io.haloom.sample.Hashes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** {@code static-rr}, {@code first}, {@code random}, backups and hash functions. */
class OtherAlgorithmsTest {

  @Test
  void staticRoundRobinAsHaproxy() {
    Picks picks = new Picks(Algorithm.STATIC_RR);
    assertEquals(
        "aacabcaacabcaacabcaacabcaacabc", picks.sequence(30, "a weight 3", "b", "c weight 2"));
    assertEquals(
        "aababacabababcaababcaababacaba",
        picks.sequence(30, "a weight 10", "b weight 7", "c weight 3"));
    Backend backend = picks.backend("a weight 4", "b weight 2", "c weight 6");
    assertEquals("acacbcacacbcac", picks.of(backend, 14));
    backend.server("b").changes().maintenance();
    assertEquals("accacaccac", picks.of(backend, 10));
    backend.server("b").changes().ready();
    assertEquals("acbcacacbcac", picks.of(backend, 12));
    assertEquals(
        "Backend is using a static LB algorithm and only accepts weights '0%' and '100%'.\n",
        backend.server("a").changes().changeWeight("3"));
    assertNull(backend.server("a").changes().changeWeight("0"));
    assertEquals("ccbcccbc", picks.of(backend, 8));
  }

  @Test
  void firstFillsTheLowestId() {
    Backend backend =
        new Picks(Algorithm.FIRST).backend("a maxconn 2", "b id 9 maxconn 2", "c maxconn 2");
    List<ServerSlot> held = new ArrayList<>();
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < 6; i++) {
      ServerSlot slot = backend.tryAssign(() -> null, null);
      held.add(slot);
      names.append(slot.server().name());
    }
    assertEquals("aaccbb", names.toString());
    assertNull(backend.tryAssign(() -> null, null));
    held.get(1).close();
    assertEquals("a", backend.tryAssign(() -> null, null).server().name());
  }

  @Test
  void randomFollowsWeights() {
    Random random = new Random(42);
    RandomDraws draws = new RandomDraws(1, 0, random::nextInt);
    Backend backend =
        new ProxyWorld(config -> draws).backend("be", "a weight 3", "b", "c weight 4");
    int[] counts = new int[3];
    for (int i = 0; i < 8000; i++) {
      try (ServerSlot slot = backend.tryAssign(() -> null, null)) {
        counts[slot.server().id() - 1]++;
      }
    }
    assertEquals(3000, counts[0], 700);
    assertEquals(1000, counts[1], 400);
    assertEquals(4000, counts[2], 700);
  }

  @Test
  void twoDrawsEvenLoadsOut() {
    Random random = new Random(7);
    RandomDraws draws = new RandomDraws(2, 0, random::nextInt);
    Backend backend = new ProxyWorld(config -> draws).backend("be", "a", "b", "c", "d");
    for (int i = 0; i < 400; i++) {
      backend.tryAssign(() -> null, null);
    }
    for (int id = 1; id <= 4; id++) {
      assertEquals(100, backend.server(id).served(), 12);
    }
  }

  @Test
  void randomWaitsForAnyWhenItsServerIsFull() {
    Backend backend = new Picks(Algorithm.RANDOM).backend("a maxconn 1");
    ServerSlot held = backend.tryAssign(() -> null, null);
    assertNull(backend.tryAssign(() -> null, null));
    assertNull(
        backend.enqueue(new QueueWaiter(Thread.currentThread(), 0, 0), () -> null, null).only());
    held.close();
  }

  @Test
  void theFirstBackupServesAlone() {
    Picks picks = new Picks(Algorithm.ROUNDROBIN);
    Backend backend = picks.backend("a", "x backup", "y backup");
    assertEquals("aa", picks.of(backend, 2));
    backend.server("a").changes().maintenance();
    assertEquals("xxx", picks.of(backend, 3));
    backend.server("x").changes().maintenance();
    assertEquals("yyy", picks.of(backend, 3));
    backend.server("x").changes().ready();
    assertEquals("xx", picks.of(backend, 2));
    backend.server("a").changes().ready();
    assertEquals("aa", picks.of(backend, 2));
  }

  @Test
  void allBackupsShare() {
    Backend backend =
        new ProxyWorld(Balancers::of)
            .option(Option.ALLBACKUPS)
            .backend("be", "a disabled", "x backup", "y backup weight 2");
    assertEquals("yyxyyx", new Picks(Algorithm.ROUNDROBIN).of(backend, 6));
  }

  /** Values of HAProxy 2.6.12's converters of the same names. */
  @Test
  void hashFunctions() {
    assertEquals(858007926L, hash(HashFunction.SDBM, "/index.html"));
    assertEquals(3776231887L, hash(HashFunction.DJB2, "/index.html"));
    assertEquals(822151038L, hash(HashFunction.WT6, "/index.html"));
    assertEquals(3116080871L, hash(HashFunction.WT6, "/images/logo.png"));
    assertEquals(3928116034L, hash(HashFunction.CRC32, "/index.html"));
    assertEquals(2043925204L, hash(HashFunction.CRC32, "/"));
    assertEquals(571229468L, Hashes.avalanche((int) 3928116034L) & 0xffffffffL);
    assertEquals(2118074832L, Hashes.avalanche(47) & 0xffffffffL);
  }

  private static long hash(HashFunction function, String text) {
    byte[] key = text.getBytes(StandardCharsets.US_ASCII);
    return HashedBytes.hash(function, ByteBuffer.wrap(key), 0, key.length);
  }
}
