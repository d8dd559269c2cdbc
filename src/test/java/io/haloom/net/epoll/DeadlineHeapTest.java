package io.haloom.net.epoll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeadlineHeapTest {
  private final DeadlineHeap heap = new DeadlineHeap();
  private final List<Integer> expired = new ArrayList<>();

  private final class Source extends EventSource {
    Source(int number) {
      super(number);
    }

    @Override
    void onEvents(int mask) {}

    @Override
    void onDeadline(long now) {
      expired.add(fd);
    }

    @Override
    void onStop() {}
  }

  @Test
  void theyComeInOrder() {
    List<Integer> instants = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      instants.add(i);
    }
    Collections.shuffle(instants, new Random(1));
    List<Source> sources = new ArrayList<>();
    for (int instant : instants) {
      Source source = new Source(instant);
      sources.add(source);
      heap.ensure(source, Long.MAX_VALUE - 500 + instant);
    }
    sources.stream().filter(s -> s.fd % 3 == 0).forEach(heap::remove);
    sources.stream().filter(s -> s.fd % 3 == 0).forEach(heap::remove);
    heap.expire(Long.MIN_VALUE + 499);
    List<Integer> expected = instants.stream().filter(i -> i % 3 != 0).sorted().toList();
    assertEquals(expected, expired);
    assertTrue(heap.isEmpty());
  }

  @Test
  void anInstantOnlyComesNearer() {
    Source source = new Source(1);
    heap.ensure(source, 100);
    heap.ensure(source, 200);
    assertEquals(100, heap.first());
    heap.ensure(source, 50);
    assertEquals(50, heap.first());
    heap.expire(49);
    assertTrue(expired.isEmpty());
    heap.expire(50);
    assertEquals(List.of(1), expired);
    heap.ensure(source, 70);
    heap.expire(70);
    assertEquals(List.of(1, 1), expired);
  }
}
