package io.haloom.os.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** A thread that is told how long it slept: where it may run then. */
class AffinityTest {
  private static final long WINDOW = 60_000_000;

  private static List<Integer> onItsOwnThread(int cpu, int percentAsleep) throws Exception {
    FutureTask<List<Integer>> task =
        new FutureTask<>(
            () -> {
              Affinity affinity = new Affinity(cpu);
              long now = System.nanoTime();
              affinity.awake(now + WINDOW);
              long slept = WINDOW * percentAsleep / 100;
              affinity.slept(now + 2 * WINDOW - slept, now + 2 * WINDOW);
              return Affinity.allowed();
            });
    Thread.ofPlatform().start(task);
    return task.get();
  }

  @Test
  void aBusyLoopHasItsCpuAndAnEasyOneAny() throws Exception {
    List<Integer> all = Affinity.allowed();
    assertFalse(all.isEmpty());
    int last = all.getLast();
    assertEquals(List.of(last), onItsOwnThread(last, 0));
    assertEquals(List.of(last), onItsOwnThread(last, 65), "what is bound stays so for a while");
    assertEquals(all, onItsOwnThread(last, 75));
    assertEquals(all, onItsOwnThread(-1, 0), "it has none");
  }
}
