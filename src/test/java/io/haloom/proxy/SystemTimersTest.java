package io.haloom.proxy;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SystemTimersTest {
  @Test
  void aTaskThatFailsLeavesTheOthers() throws Exception {
    SystemTimers timers = new SystemTimers(new Defects(new RecordedEvents()));
    CountDownLatch others = new CountDownLatch(2);
    for (int i = 0; i < 2; i++) {
      timers.after(
          0,
          () -> {
            throw new StackOverflowError("of a test");
          });
      timers.after(0, others::countDown);
    }
    assertTrue(others.await(20, TimeUnit.SECONDS));
  }
}
