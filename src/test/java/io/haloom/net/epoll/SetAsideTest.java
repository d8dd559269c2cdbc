package io.haloom.net.epoll;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.haloom.net.MemoryBudget;
import org.junit.jupiter.api.Test;

class SetAsideTest {
  private static final int KB = 1024;
  private static final int MB = 1024 * KB;

  private final MemoryBudget memory = new MemoryBudget(64 * MB);
  private final SetAside aside = new SetAside();

  @Test
  void receivesShrink() {
    aside.bound(memory, 16 * MB);
    assertEquals(EventLoop.LARGE_SCRATCH, aside.receive());
    aside.add(8 * MB - 1);
    assertEquals(EventLoop.LARGE_SCRATCH, aside.receive());
    aside.add(1);
    assertEquals(16 * KB, aside.receive());
    aside.add(8 * MB);
    assertEquals(2 * KB, aside.receive());
    aside.add(-16 * MB);
    assertEquals(EventLoop.LARGE_SCRATCH, aside.receive());
  }

  @Test
  void aLargeShareIsNoReasonForLargeReceives() {
    aside.bound(memory, 64 * MB);
    aside.add(8 * MB);
    assertEquals(EventLoop.SCRATCH, aside.receive());
  }

  @Test
  void theBudgetLearnsOfWhatMatters() {
    aside.add(100 * KB);
    aside.bound(memory, 16 * MB);
    assertEquals(100 * KB, memory.used());
    aside.add(64 * KB);
    assertEquals(100 * KB, memory.used());
    aside.add(1);
    assertEquals(164 * KB + 1, memory.used());
    aside.add(-164 * KB - 1);
    assertEquals(0, memory.used());
  }
}
