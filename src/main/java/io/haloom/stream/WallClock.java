package io.haloom.stream;

import java.time.Instant;

/**
 * The time of day, which follows {@link System#nanoTime()} and is compared with the system's clock
 * now and then: who has the one has the other.
 */
public final class WallClock {
  private static final int MILLIS = 1000;
  private static final long MICROS = 1_000_000;
  private static final long AHEAD_NANOS = 100_000_000;

  private static volatile WallClock current = new WallClock();

  private final long takenAt = System.nanoTime();
  private final long offset = epochNanos() - takenAt;

  private static long epochNanos() {
    Instant now = Instant.now();
    return now.getEpochSecond() * MICROS * MILLIS + now.getNano();
  }

  /**
   * The time of day.
   *
   * @param nanoTime the same time by {@link System#nanoTime()}
   * @return microseconds since 1970
   */
  static long micros(long nanoTime) {
    WallClock clock = current;
    if (nanoTime - clock.takenAt > AHEAD_NANOS) {
      clock = new WallClock();
      current = clock;
    }
    return (nanoTime + clock.offset) / MILLIS;
  }

  /** The same in milliseconds. */
  public static long millis(long nanoTime) {
    return micros(nanoTime) / MILLIS;
  }

  /** The same in seconds. */
  public static int seconds(long nanoTime) {
    return (int) (micros(nanoTime) / MICROS);
  }
}
