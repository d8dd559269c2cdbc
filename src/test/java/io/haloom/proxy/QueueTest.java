package io.haloom.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.balance.Balancers;
import io.haloom.model.BalanceConfig;
import io.haloom.model.BalanceConfig.Algorithm;
import io.haloom.model.Option;
import io.haloom.proxy.count.Counters;
import io.haloom.proxy.state.OperatingState;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Slots, limits and queues, one step at a time. */
class QueueTest {
  private static final BalanceKey NO_KEY = () -> null;
  private final ProxyWorld world = new ProxyWorld(Balancers::of);

  private static QueueEntry wait(Backend backend) {
    return wait(backend, 0, 0);
  }

  private static QueueEntry wait(Backend backend, int priorityClass, int priorityOffset) {
    return backend.enqueue(
        new QueueWaiter(Thread.currentThread(), priorityClass, priorityOffset), NO_KEY, null);
  }

  private static QueueEntry waitFor(Server server) {
    return server.backend().enqueueFor(new QueueWaiter(Thread.currentThread(), 0, 0), server);
  }

  @Test
  void aFreedSlotGoesToTheFirstInLine() {
    Backend backend = world.backend("be", "a maxconn 1");
    ServerSlot held = backend.tryAssign(NO_KEY, null);
    assertNull(backend.tryAssign(NO_KEY, null));
    QueueEntry first = wait(backend);
    QueueEntry second = wait(backend);
    assertEquals("2 2", backend.queued().get() + " " + backend.queued().peak());
    held.close();
    held.close();
    assertSame(backend.server("a"), first.granted().server());
    assertNull(second.granted());
    assertEquals(1, backend.server("a").served());
    assertNull(backend.tryAssign(NO_KEY, null), "nobody overtakes the queue");
    first.granted().close();
    second.granted().close();
    assertEquals("1 2", first.position() + " " + second.position());
    assertEquals(0, backend.server("a").served());
    assertEquals(0, backend.served());
    assertEquals(0, backend.queued().get());
  }

  @Test
  void priorities() {
    Backend backend = world.backend("be", "a maxconn 1");
    ServerSlot held = backend.tryAssign(NO_KEY, null);
    List<QueueEntry> entries = new ArrayList<>();
    int[][] given = {{0, 0}, {0, -50}, {1, -9999}, {-1, 500}, {0, 60}, {-1, 0}};
    for (int[] priority : given) {
      entries.add(wait(backend, priority[0], priority[1]));
      world.timers.pass(10);
    }
    StringBuilder order = new StringBuilder();
    ServerSlot slot = held;
    while (slot != null) {
      slot.close();
      slot = null;
      for (QueueEntry entry : entries) {
        int number = entries.indexOf(entry);
        if (entry.granted() != null && order.indexOf("" + number) < 0) {
          order.append(number);
          slot = entry.granted();
        }
      }
    }
    assertEquals("531042", order.toString());
  }

  @Test
  void cancelling() {
    Backend backend = world.backend("be", "a maxconn 1");
    ServerSlot held = backend.tryAssign(NO_KEY, null);
    QueueEntry gone = wait(backend);
    QueueEntry next = wait(backend);
    assertTrue(gone.cancel());
    assertTrue(gone.cancel());
    assertEquals(1, backend.queued().get());
    held.close();
    assertNull(gone.granted());
    assertNotNull(next.granted());
    assertFalse(next.cancel());
    next.granted().close();
    assertEquals(0, backend.server("a").served());
  }

  @Test
  void aSlotThatBecameFreeMeanwhileIsTakenAtOnce() {
    Backend backend = world.backend("be", "a maxconn 1");
    QueueEntry entry = wait(backend);
    assertNotNull(entry.granted());
    Server a = backend.server("a");
    assertNull(waitFor(a).granted());
    entry.granted().close();
    assertEquals(1, a.served());
  }

  @Test
  void ofTwoQueuesTheEarlierGoesFirst() {
    Backend backend = world.backend("be", "a maxconn 1");
    Server a = backend.server("a");
    ServerSlot held = backend.tryAssign(NO_KEY, null);
    QueueEntry any = wait(backend);
    world.timers.pass(1);
    QueueEntry own = waitFor(a);
    assertEquals("1 1", backend.queued().get() + " " + a.queued().get());
    assertEquals(2, backend.totalQueued());
    held.close();
    assertNotNull(any.granted());
    any.granted().close();
    assertNotNull(own.granted());
    assertSame(a, own.only());
  }

  @Test
  void maxqueue() {
    Backend backend = world.backend("be", "a maxconn 1 maxqueue 2");
    Server a = backend.server("a");
    backend.tryAssign(NO_KEY, null);
    assertNotNull(waitFor(a));
    QueueEntry second = waitFor(a);
    assertNull(waitFor(a));
    assertTrue(second.cancel());
    assertNotNull(waitFor(a));
  }

  @Test
  void hashedSessionsWaitForTheirServer() throws Exception {
    BalanceConfig source = ProxyWorld.balance(Algorithm.SOURCE);
    Backend backend = world.balanced(source).backend("be", "a maxconn 1", "b");
    InetAddress address = InetAddress.getByName("127.0.0.2");
    ServerSlot held = backend.tryAssign(() -> address, null);
    assertEquals("a", held.server().name());
    assertNull(backend.tryAssign(() -> address, null));
    QueueEntry entry =
        backend.enqueue(new QueueWaiter(Thread.currentThread(), 0, 0), () -> address, null);
    assertEquals("a", entry.only().name());
    assertNull(entry.granted());
    held.close();
    assertNotNull(entry.granted());
  }

  @Test
  void theQueueOfADeadServerIsRedispatched() {
    Backend backend = world.redispatch().backend("be", "a maxconn 1 check", "b maxconn 1 check");
    Server a = backend.server("a");
    backend.trySlot(a, Counters.ANYWHERE);
    QueueEntry one = waitFor(a);
    QueueEntry two = waitFor(a);
    a.changes().forceHealth(OperatingState.STOPPED);
    assertTrue(one.released() && two.released());
    assertEquals(0, a.queued().get());
    assertEquals(
        "alert Server be/a is DOWN, changed from CLI. 1 active and 0 backup servers left. 0"
            + " sessions active, 2 requeued, 0 remaining in queue.",
        world.events.take().get(0));
  }

  @Test
  void withoutRedispatchItWaits() {
    Backend backend = world.backend("be", "a maxconn 1 check");
    Server a = backend.server("a");
    ServerSlot held = backend.trySlot(a, Counters.ANYWHERE);
    QueueEntry entry = waitFor(a);
    a.changes().forceHealth(OperatingState.STOPPED);
    assertFalse(entry.released());
    assertTrue(world.events.take().get(0).endsWith("0 requeued, 1 remaining in queue."));
    held.close();
    assertNotNull(entry.granted(), "a session that insists is served by a server that is down");
  }

  @Test
  void persistKeepsTheQueueToo() {
    Backend backend = world.redispatch().option(Option.PERSIST).backend("be", "a maxconn 1 check");
    Server a = backend.server("a");
    backend.trySlot(a, Counters.ANYWHERE);
    QueueEntry entry = waitFor(a);
    a.changes().forceHealth(OperatingState.STOPPED);
    assertFalse(entry.released());
  }

  @Test
  void maintenanceEmptiesTheQueueOfAServer() {
    for (Backend backend :
        List.of(
            world.backend("be", "a maxconn 1", "b"),
            world.option(Option.PERSIST).backend("persists", "a maxconn 1", "b"))) {
      Server a = backend.server("a");
      backend.trySlot(a, Counters.ANYWHERE);
      QueueEntry entry = waitFor(a);
      QueueEntry forced =
          backend.enqueueFor(new QueueWaiter(Thread.currentThread(), 0, 0, true), a);
      a.changes().drain();
      assertFalse(entry.released(), "a draining server still serves who insists on it");
      a.changes().maintenance();
      assertTrue(entry.released());
      assertFalse(forced.released(), "force-persist is for servers in maintenance");
      assertEquals(1, a.queued().get());
    }
  }

  @Test
  void nobodyWaitsForABackendWithoutServers() {
    Backend backend = world.backend("be", "a maxconn 1", "b maxconn 1");
    backend.trySlot(backend.server("a"), Counters.ANYWHERE);
    backend.trySlot(backend.server("b"), Counters.ANYWHERE);
    QueueEntry entry = wait(backend);
    backend.server("a").changes().maintenance();
    assertFalse(entry.released());
    backend.server("b").changes().maintenance();
    assertTrue(entry.released());
    assertEquals(0, backend.queued().get());
    assertTrue(world.events.take().get(1).contains(" 1 requeued, 0 remaining in queue."));
  }

  @Test
  void aServerThatComesUpTakesWhoWaits() {
    Backend backend = world.backend("be", "a maxconn 1", "b maxconn 2 check");
    backend.server("b").changes().forceHealth(OperatingState.STOPPED);
    world.events.take();
    backend.tryAssign(NO_KEY, null);
    QueueEntry one = wait(backend);
    QueueEntry two = wait(backend);
    QueueEntry three = wait(backend);
    backend.server("b").changes().forceHealth(OperatingState.RUNNING);
    assertTrue(one.granted() != null && two.granted() != null && three.granted() == null);
    assertEquals(
        "notice Server be/b is UP, changed from CLI. 2 active and 0 backup servers online. 2"
            + " sessions requeued, 0 total in queue.",
        world.events.take().get(0));
  }

  @Test
  void aDrainingServerTakesNobodyFromTheSharedQueue() {
    Backend backend = world.backend("be", "a maxconn 1", "b maxconn 1");
    ServerSlot a = backend.trySlot(backend.server("a"), Counters.ANYWHERE);
    backend.trySlot(backend.server("b"), Counters.ANYWHERE);
    QueueEntry entry = wait(backend);
    backend.server("a").changes().drain();
    a.close();
    assertNull(entry.granted());
    assertEquals(0, backend.server("a").served());
    backend.server("a").changes().ready();
    assertNotNull(entry.granted());
  }

  @Test
  void aBackupServesTheQueueOnlyWhenItServes() {
    Backend backend = world.backend("be", "a maxconn 1", "x maxconn 1 backup");
    backend.tryAssign(NO_KEY, null);
    QueueEntry entry = wait(backend);
    ServerSlot direct = backend.trySlot(backend.server("x"), Counters.ANYWHERE);
    direct.close();
    assertNull(entry.granted());
    backend.server("a").changes().maintenance();
    ServerSlot next = backend.trySlot(backend.server("x"), Counters.ANYWHERE);
    next.close();
    assertSame(backend.server("x"), entry.granted().server());
  }

  @Test
  void aRaisedLimitIsUsedAtOnceAndALoweredOneIsKept() {
    Backend backend = world.backend("be", "a maxconn 1");
    Server a = backend.server("a");
    ServerSlot held = backend.tryAssign(NO_KEY, null);
    QueueEntry one = wait(backend);
    QueueEntry two = wait(backend);
    assertNull(a.changes().changeMaxconn("2"));
    assertNotNull(one.granted());
    assertNull(two.granted());
    a.changes().maxconn(1);
    held.close();
    assertNull(two.granted());
    assertEquals(1, a.served());
    one.granted().close();
    assertNotNull(two.granted());
    assertEquals(
        "maxconn string empty or preceded by garbage / Trailing garbage in maxconn string",
        a.changes().changeMaxconn("x") + " / " + a.changes().changeMaxconn("5x"));
  }

  @Test
  void dynamicLimitsFollowTheLoad() {
    Backend backend = world.fullconn(100).backend("be", "a minconn 2 maxconn 50");
    Server a = backend.server("a");
    assertEquals(2, a.dynamicLimit());
    load(backend, 10);
    assertEquals(5, a.dynamicLimit());
    load(backend, 99);
    assertEquals(49, a.dynamicLimit());
    load(backend, 100);
    assertEquals(50, a.dynamicLimit());
    load(backend, 1000);
    assertEquals(50, a.dynamicLimit());
  }

  private static void load(Backend backend, int sessions) {
    while (backend.sessions().get() < sessions) {
      backend.sessions().increment(Counters.ANYWHERE);
    }
  }

  @Test
  void minconnAloneIsMaxconn() {
    Backend backend = world.backend("be", "a minconn 7", "b minconn 9 maxconn 3", "c maxconn 4");
    assertEquals(
        "7 9 4",
        backend.server("a").maxconn()
            + " "
            + backend.server("b").maxconn()
            + " "
            + backend.server("c").dynamicLimit());
  }

  @Test
  void fullconnIsATenthOfWhatFrontendsAccept() {
    world.runtime.process().maxconn(2000);
    world.fullconn(0);
    Backend one = world.backend("one", "a");
    Backend two = world.backend("two", "a");
    Backend none = world.backend("none", "a");
    world.frontend("f1", 101, "one", "two", "two", "one");
    world.frontend("f2", 0, "two");
    assertEquals("11 211 1", one.fullconn() + " " + two.fullconn() + " " + none.fullconn());
  }

  @Test
  void theTimeOfTheLastSessionIsKept() {
    Backend backend = world.backend("be", "a");
    assertEquals(-1, backend.lastSessionSeconds());
    backend.tryAssign(NO_KEY, null).close();
    world.timers.pass(3000);
    assertEquals(
        "3 3", backend.lastSessionSeconds() + " " + backend.server("a").lastSessionSeconds());
  }
}
