package io.haloom.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class SourcePoolTest {
  private final SourcePool pool = new SourcePool(NetHarness.LOCAL, 65_533, 65_535);

  @Test
  void portsComeInTurnAndTheOneJustReturnedComesLast() {
    assertEquals(65_533, pool.acquire());
    pool.release(65_533);
    assertEquals(65_534, pool.acquire());
    assertEquals(65_535, pool.acquire());
    assertEquals(65_533, pool.acquire());
    assertEquals(-1, pool.acquire());
    assertEquals(3, pool.inUse());
    assertEquals(3, pool.peak());
    assertEquals(1, pool.failures());
    pool.release(65_535);
    assertEquals(65_535, pool.acquire());
  }

  @Test
  void aPortIsReturnedOnce() {
    assertThrows(IllegalStateException.class, () -> pool.release(65_533));
    int port = pool.acquire();
    pool.release(port);
    assertThrows(IllegalStateException.class, () -> pool.release(port));
    assertThrows(IllegalStateException.class, () -> pool.release(1));
  }

  @Test
  void itIsWrittenAsInAConfiguration() {
    assertEquals("127.0.0.1:65533-65535", pool.toString());
  }
}
