package io.haloom.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.balance.Balancers;
import io.haloom.model.BalanceConfig.Algorithm;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many sessions over few slots: none waits for ever, no limit is exceeded, no slot is lost. */
class QueueRaceTest {
  private static final int SESSIONS = 40;
  private static final int ROUNDS = 150;

  private final ProxyWorld world = new ProxyWorld(Balancers::of).redispatch();
  private final AtomicReference<String> problem = new AtomicReference<>();
  private final CountDownLatch done = new CountDownLatch(SESSIONS);

  @ParameterizedTest
  @EnumSource(
      value = Algorithm.class,
      names = {"URI", "URL_PARAM", "HDR", "RDP_COOKIE", "HASH"},
      mode = EnumSource.Mode.EXCLUDE)
  void everySessionGetsItsTurn(Algorithm algorithm) throws InterruptedException {
    Backend backend =
        world
            .balanced(ProxyWorld.balance(algorithm))
            .backend("be", "a maxconn 2", "b maxconn 3 weight 2", "c maxconn 1");
    AtomicInteger[] using = new AtomicInteger[4];
    for (int i = 0; i < using.length; i++) {
      using[i] = new AtomicInteger();
    }
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < SESSIONS; i++) {
      int number = i;
      threads.add(Thread.ofVirtual().start(() -> sessions(backend, using, number)));
    }
    Thread disturber = Thread.ofVirtual().start(() -> disturb(backend));
    assertTrue(done.await(60, TimeUnit.SECONDS), () -> "stuck: " + describe(backend));
    disturber.join();
    for (Thread thread : threads) {
      thread.join();
    }
    assertNull(problem.get());
    for (Server server : backend.servers()) {
      assertEquals("0 0", server.served() + " " + server.queued().get(), server.name());
    }
    assertEquals("0 0", backend.served() + " " + backend.queued().get());
  }

  private void sessions(Backend backend, AtomicInteger[] using, int number) {
    try {
      for (int round = 0; round < ROUNDS; round++) {
        ServerSlot slot = slot(backend, number);
        if (slot == null) {
          continue;
        }
        Server server = slot.server();
        int now = using[server.id()].incrementAndGet();
        if (now > 3 || server.id() != 2 && now > 2) {
          problem.compareAndSet(null, server.name() + " serves " + now);
        }
        if (ThreadLocalRandom.current().nextInt(4) == 0) {
          Thread.yield();
        }
        using[server.id()].decrementAndGet();
        slot.close();
      }
    } finally {
      done.countDown();
    }
  }

  /** A slot, or null for a session that gave up while it waited. */
  private static ServerSlot slot(Backend backend, int number) {
    while (true) {
      ServerSlot slot = backend.tryAssign(() -> null, null);
      if (slot != null) {
        return slot;
      }
      QueueWaiter waiter = new QueueWaiter(Thread.currentThread(), number % 3, number);
      QueueEntry entry = backend.enqueue(waiter, () -> null, null);
      boolean impatient = ThreadLocalRandom.current().nextInt(8) == 0;
      while (entry.granted() == null && !entry.released() && !impatient) {
        LockSupport.park();
      }
      if (entry.granted() == null && !entry.released() && entry.cancel()) {
        return null;
      }
      if (entry.granted() != null) {
        return entry.granted();
      }
    }
  }

  /** Limits and states change meanwhile; a and c have at most 2. */
  private void disturb(Backend backend) {
    Server a = backend.server("a");
    Server c = backend.server("c");
    for (int i = 0; done.getCount() > 0; i++) {
      c.changes().maxconn(i % 2 + 1);
      if (i % 3 == 0) {
        a.changes().drain();
      } else if (i % 3 == 1) {
        a.changes().ready();
      }
      if (i % 5 == 0) {
        backend.server("b").changes().maintenance();
        backend.server("b").changes().ready();
      }
      Thread.yield();
    }
    a.changes().ready();
  }

  private static String describe(Backend backend) {
    StringBuilder text = new StringBuilder("queue " + backend.queued().get());
    for (Server server : backend.servers()) {
      text.append(", ").append(server.name()).append(" serves ").append(server.served());
      text.append(" of ").append(server.dynamicLimit());
      text.append(", queue ").append(server.queued().get());
    }
    return text.toString();
  }
}
