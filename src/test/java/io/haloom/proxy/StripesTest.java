package io.haloom.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.proxy.count.Counter;
import io.haloom.proxy.count.Counters;
import io.haloom.proxy.count.LoopGauge;
import io.haloom.proxy.count.Rate;
import io.haloom.proxy.count.SessionTimes;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StripesTest {
  private static final int LOOPS = 2;
  private static final int[] STRIPES = {0, 1, Counters.ANYWHERE};

  @Test
  void countersAreSummedAndClearedWithoutBeingWritten() {
    Counters counters = new Counters(LOOPS);
    for (int stripe : STRIPES) {
      counters.add(stripe, Counter.BYTES_IN, 100);
    }
    assertEquals(300, counters.get(Counter.BYTES_IN));
    assertEquals(200, counters.get(0, Counter.BYTES_IN), "and those of threads without a loop");
    assertEquals(100, counters.get(1, Counter.BYTES_IN));
    counters.clear();
    counters.increment(1, Counter.BYTES_IN);
    assertEquals(1, counters.get(Counter.BYTES_IN));
    assertEquals(0, counters.get(0, Counter.BYTES_IN));
  }

  @Test
  void aGaugeOutlivesTheCountersBesideIt() {
    Counters counters = new Counters(LOOPS);
    LoopGauge gauge = new LoopGauge(counters, Counters.CURRENT_SESSIONS);
    gauge.increment(0);
    gauge.increment(1);
    counters.clear();
    assertEquals(2, gauge.get());
    gauge.decrement(Counters.ANYWHERE);
    assertEquals(1, gauge.get());
    assertEquals(2, gauge.peak());
    gauge.clearPeak();
    assertEquals(1, gauge.peak());
  }

  /** Whatever stripes change in whatever order, and where counters were cleared in between. */
  @Test
  void aGaugeMissesNoPeak() {
    Random random = new Random(7);
    LoopGauge gauge = new LoopGauge(new Counters(LOOPS), Counters.SERVED);
    int now = 0;
    int peak = 0;
    for (int step = 0; step < 100_000; step++) {
      int stripe = STRIPES[random.nextInt(STRIPES.length)];
      if (random.nextInt(now / 8 + 2) == 0) {
        gauge.increment(stripe);
        peak = Math.max(peak, ++now);
      } else if (now > 0) {
        gauge.decrement(stripe);
        now--;
      }
      if (random.nextInt(5000) == 0) {
        gauge.clearPeak();
        peak = now;
      }
      assertEquals(peak, gauge.peak(), "step " + step);
    }
    assertTrue(peak > 3, "some at once");
  }

  @Test
  void aRateFadesWithinASecond() {
    Rate rate = new Rate(LOOPS);
    for (int stripe : STRIPES) {
      rate.tick(stripe, 10_000);
      rate.tick(stripe, 10_900);
    }
    assertEquals(6, rate.perSecond(10_999));
    assertEquals(3, rate.perSecond(11_500));
    assertEquals(0, rate.perSecond(12_000));
  }

  /** As with HAProxy; what a limit lets in does not wait for that. */
  @Test
  void aSingleEventDoesNotFade() {
    Rate rate = new Rate(LOOPS);
    rate.tick(0, 10_000);
    assertEquals(1, rate.perSecond(11_999));
    assertEquals(1, rate.remaining(11_999, 1));
    assertEquals(0, rate.perSecond(12_000));
  }

  @Test
  void aLateClockDoesNotStartASecondAnew() {
    Rate rate = new Rate(LOOPS);
    rate.tick(0, 10_000);
    rate.tick(0, 11_000);
    rate.tick(0, 10_999);
    assertEquals(2, rate.perSecond(11_999));
    assertEquals(3, rate.perSecond(11_000));
  }

  @Test
  void thePeakIsThatOfAllLoopsTogether() {
    Rate rate = new Rate(LOOPS);
    for (int stripe : STRIPES) {
      rate.tick(stripe, 10_000);
    }
    rate.tick(0, 11_000);
    rate.tick(0, 11_000);
    rate.tick(1, 12_000);
    assertEquals(3, rate.peak());
    rate.clearPeak();
    assertEquals(0, rate.peak(), "nothing has come since");
    rate.tick(1, 12_500);
    assertEquals(2, rate.peak());
  }

  @Test
  void timesAreForgottenByWhoAddsThem() {
    SessionTimes times = new SessionTimes();
    times.add(0, 10, 20, 30, 60);
    times.add(Counters.ANYWHERE, 20, 40, 60, 120);
    assertEquals(15, times.average(0));
    assertEquals(120, times.max(3));
    times.clearMaxima();
    assertEquals(0, times.max(3));
    assertEquals(15, times.average(0));
    times.clear();
    assertEquals(0, times.average(0));
    times.add(0, 2, 4, 6, 12);
    assertEquals(2, times.average(0));
    assertEquals(12, times.max(3));
  }
}
