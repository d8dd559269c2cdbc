package io.haloom.net.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.haloom.net.tls.RecordSizes.Limits;
import org.junit.jupiter.api.Test;

class RecordSizesTest {
  private static final int LARGE = 16_384;

  private static int mostAfter(RecordSizes sizes, int... offered) {
    for (int bytes : offered) {
      sizes.offered(bytes);
    }
    return sizes.most();
  }

  @Test
  void withoutAWordARecordIsAsLargeAsItMayBe() {
    assertEquals(16_384, mostAfter(new RecordSizes(Limits.NONE), 10));
  }

  @Test
  void aHardLimitHoldsAlways() {
    RecordSizes sizes = new RecordSizes(new Limits(2000, 0));
    assertEquals(2000, mostAfter(sizes, LARGE, LARGE, LARGE, LARGE));
    assertEquals(16_384, new RecordSizes(new Limits(20_000, 0)).most());
  }

  @Test
  void whoStreamsHasLargeOnes() {
    RecordSizes sizes = new RecordSizes(new Limits(0, 1400));
    assertEquals(1400, mostAfter(sizes, LARGE, LARGE));
    assertEquals(16_384, mostAfter(sizes, LARGE));
    assertEquals(16_384, mostAfter(sizes, 10, 10, LARGE, 10, 10));
    assertEquals(1400, mostAfter(sizes, 10));
  }

  @Test
  void theSmallerOfBothHolds() {
    assertEquals(1000, new RecordSizes(new Limits(1000, 1400)).most());
    assertEquals(1400, new RecordSizes(new Limits(3000, 1400)).most());
  }
}
