package io.haloom.stream;

/** The time of day, as cookies tell it. */
final class WallClock {
  private static final int MILLIS = 1000;

  private WallClock() {}

  /** Seconds since 1970. */
  static int seconds() {
    return (int) (System.currentTimeMillis() / MILLIS);
  }
}
