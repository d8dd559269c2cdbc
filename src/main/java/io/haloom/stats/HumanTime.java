package io.haloom.stats;

/** Durations in the two largest units that matter, as HAProxy shows them. */
public final class HumanTime {
  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private HumanTime() {}

  /** {@code 5s}, {@code 1m5s}, {@code 2h10m}, {@code 3d4h}; {@code ?} below zero. */
  public static String of(long seconds) {
    if (seconds < 0) {
      return "?";
    }
    if (seconds < MINUTE) {
      return seconds + "s";
    }
    if (seconds < HOUR) {
      return seconds / MINUTE + "m" + seconds % MINUTE + "s";
    }
    if (seconds < DAY) {
      return seconds / HOUR + "h" + seconds % HOUR / MINUTE + "m";
    }
    return seconds / DAY + "d" + seconds % DAY / HOUR + "h";
  }
}
