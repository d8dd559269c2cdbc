package io.haloom.proxy;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The system's clock, and one daemon thread that is started by the first task. A task that fails is
 * told of, for nobody waits for its end.
 */
final class SystemTimers implements Timers {
  private final Defects defects;
  private final long offsetMillis =
      System.currentTimeMillis() - TimeUnit.NANOSECONDS.toMillis(System.nanoTime());

  private final ScheduledThreadPoolExecutor executor =
      new ScheduledThreadPoolExecutor(
          1,
          task -> {
            Thread thread = new Thread(task, "haloom-timers");
            thread.setDaemon(true);
            return thread;
          });

  SystemTimers(Defects defects) {
    this.defects = defects;
  }

  @Override
  public long nowMillis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime()) + offsetMillis;
  }

  @Override
  public void after(long delayMillis, Runnable task) {
    executor.schedule(() -> run(task), delayMillis, TimeUnit.MILLISECONDS);
  }

  private void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      defects.met(null, "a timed task", e);
    }
  }
}
