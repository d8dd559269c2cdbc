package io.haloom.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.harness.Eventually;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {
  private final MemoryBudget memory = new MemoryBudget(1000);

  private CompletableFuture<Boolean> waiting(long deadline, AtomicBoolean gone) {
    CompletableFuture<Boolean> answer = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> answer.complete(memory.awaitRoom(deadline, gone::get)));
    return answer;
  }

  @Test
  void whatIsNewGetsHalf() {
    memory.take(499);
    assertTrue(memory.hasRoom() && memory.awaitRoom(System.nanoTime(), () -> false));
    memory.take(1);
    assertFalse(memory.hasRoom());
    assertFalse(memory.awaitRoom(System.nanoTime(), () -> false));
    assertEquals(1, memory.refused());
    memory.take(5000);
    assertEquals(5500, memory.used());
  }

  @Test
  void whoWaitsGoesOnWhenThereIsRoom() {
    memory.take(500);
    CompletableFuture<Boolean> first = waiting(0, new AtomicBoolean());
    Eventually.await(memory::isAwaited);
    memory.give(1);
    assertTrue(first.join());
    Eventually.await(() -> !memory.isAwaited());
    assertEquals(0, memory.refused());
  }

  @Test
  void whoseClientHasLeftDoesNotWait() {
    memory.take(500);
    AtomicBoolean gone = new AtomicBoolean();
    CompletableFuture<Boolean> waits = waiting(0, gone);
    Eventually.await(memory::isAwaited);
    gone.set(true);
    assertTrue(waits.join());
  }

  @Test
  void aShortageIsToldOnce() {
    AtomicInteger told = new AtomicInteger();
    memory.onShortage(told::incrementAndGet);
    memory.take(600);
    memory.awaitRoom(System.nanoTime(), () -> false);
    memory.awaitRoom(System.nanoTime(), () -> false);
    memory.give(300);
    memory.take(300);
    memory.awaitRoom(System.nanoTime(), () -> false);
    assertEquals(1, told.get());
    memory.give(400);
    memory.take(400);
    memory.awaitRoom(System.nanoTime(), () -> false);
    assertEquals(2, told.get());
  }
}
