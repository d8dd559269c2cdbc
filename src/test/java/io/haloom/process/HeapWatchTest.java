package io.haloom.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class HeapWatchTest {
  private static final long MEGABYTE = 1 << 20;

  private long used = 20 * MEGABYTE;
  private long connections = 10;
  private int collections;

  private final HeapWatch watch =
      new HeapWatch(
          () -> used,
          () -> connections,
          () -> {
            collections++;
            used = 20 * MEGABYTE;
          });

  private void grow(long megabytes) {
    used += megabytes * MEGABYTE;
    watch.look();
  }

  @Test
  void whatNobodyHoldsIsCollected() {
    grow(40);
    assertEquals(0, collections);
    grow(10);
    assertEquals(1, collections);
  }

  @Test
  void theYoungGenerationMayGrowThen() {
    grow(50);
    grow(300);
    assertEquals(1, collections);
    grow(30);
    assertEquals(2, collections);
  }

  @Test
  void connectionsHoldWhatTheyNeed() {
    connections += 100_000;
    grow(700);
    assertEquals(0, collections);
    grow(300);
    assertEquals(1, collections);
  }

  @Test
  void whoHasLeftHoldsNothing() {
    connections = 0;
    grow(50);
    assertEquals(1, collections);
  }
}
