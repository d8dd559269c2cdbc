package io.haloom.stats;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Measures what happens per second between two looks at least one second apart: there is no clock
 * that ticks for it.
 */
final class ProcessMeter {
  private static final long WINDOW_NANOS = 1_000_000_000L;

  private final int threads;
  private final ReentrantLock lock = new ReentrantLock();
  private long since = System.nanoTime();
  private long cpuThen;
  private long bytesThen;
  private Reading last = new Reading(100, 0);

  ProcessMeter(int threads) {
    this.threads = threads;
    this.cpuThen = cpuNanos();
  }

  /**
   * What was measured.
   *
   * @param idlePercent share of the loops' time that no code ran, 0 to 100
   * @param bytesPerSecond bytes sent
   */
  record Reading(int idlePercent, long bytesPerSecond) {}

  /** The reading of the time since the last look, or the last one again within a second. */
  Reading read(long bytesSent) {
    lock.lock();
    try {
      long now = System.nanoTime();
      long elapsed = now - since;
      if (elapsed >= WINDOW_NANOS) {
        long cpu = cpuNanos();
        long busy = 100 * (cpu - cpuThen) / Math.max(1, elapsed * threads);
        long sent = Math.max(0, bytesSent - bytesThen);
        last =
            new Reading(
                Math.clamp(100 - busy, 0, 100), (long) (sent * (double) WINDOW_NANOS / elapsed));
        since = now;
        cpuThen = cpu;
        bytesThen = bytesSent;
      }
      return last;
    } finally {
      lock.unlock();
    }
  }

  private static long cpuNanos() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
  }
}
