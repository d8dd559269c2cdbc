package io.haloom.balance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.haloom.model.BalanceConfig.Algorithm;
import io.haloom.proxy.Backend;
import io.haloom.proxy.QueueEntry;
import io.haloom.proxy.QueueWaiter;
import io.haloom.proxy.ServerSlot;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The sequences were observed on HAProxy 2.6.12. */
class LeastConnTest {
  private final Picks picks = new Picks(Algorithm.LEASTCONN);
  private final List<ServerSlot> held = new ArrayList<>();

  private String hold(Backend backend, int count) {
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < count; i++) {
      ServerSlot slot = backend.tryAssign(() -> null, null);
      names.append(slot == null ? "-" : slot.server().name());
      held.add(slot);
    }
    return names.toString();
  }

  @Test
  void equalsTakeTurns() {
    assertEquals("abcabcabc", picks.sequence(9, "a", "b", "c"));
    assertEquals("abcabcabc", picks.sequence(9, "a weight 3", "b", "c weight 2"));
  }

  @Test
  void theLeastLoadedIsNext() {
    Backend backend = picks.backend("a", "b", "c");
    assertEquals("abcabcabc", hold(backend, 9));
    held.get(4).close();
    held.get(0).close();
    assertEquals("bacb", hold(backend, 4));
  }

  @Test
  void byWeight() {
    Backend backend = picks.backend("a weight 3", "b", "c weight 2");
    assertEquals("abcacaacabcaacabca", hold(backend, 18));
    backend.server("b").changes().changeWeight("6");
    assertEquals("bbbbbbbbb", hold(backend, 9));
  }

  @Test
  void fullServersArePassedOver() {
    Backend backend = picks.backend("a maxconn 2", "b maxconn 3", "c weight 2 maxconn 4");
    assertEquals("abcccabcb", hold(backend, 9));
    assertEquals("-", hold(backend, 1));
  }

  @Test
  void aQueueThatMayGrowIsRoom() {
    Backend backend = picks.backend("a maxconn 1 maxqueue 1");
    assertEquals("a-", hold(backend, 2));
    QueueEntry queued =
        backend.enqueue(new QueueWaiter(Thread.currentThread(), 0, 0), () -> null, null);
    assertEquals("a", queued.only().name());
    QueueEntry second =
        backend.enqueue(new QueueWaiter(Thread.currentThread(), 0, 0), () -> null, null);
    assertNull(second.only());
  }
}
