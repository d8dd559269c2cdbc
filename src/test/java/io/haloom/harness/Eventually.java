package io.haloom.harness;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** For what another thread brings about a moment after what a test has seen. */
public final class Eventually {
  /** The processor is for those who bring it about. */
  private static final long PAUSE_NANOS = 500_000;

  private Eventually() {}

  /** Waits until that is so; fails after 20 s. */
  public static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "in time");
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
