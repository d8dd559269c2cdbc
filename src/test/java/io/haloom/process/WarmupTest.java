package io.haloom.process;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.Haloom;
import io.haloom.harness.Eventually;
import io.haloom.stats.ProcessFigures;
import org.junit.jupiter.api.Test;

/** What a successor does before it accepts. */
class WarmupTest {
  private static Haloom.Settings settings(String transport) {
    return new Haloom.Settings(
        transport,
        bind -> {
          throw new AssertionError("what is inherited is for " + bind + " alone");
        },
        true,
        new ProcessFigures.Limits(1000, 1000, 400, 0, 0),
        null,
        (level, text) -> {
          throw new AssertionError(text);
        });
  }

  @Test
  void carriesItsRequests() throws Exception {
    Warmup warmup = Warmup.begin(settings(System.getProperty("haloom.transport")));
    Eventually.await(() -> !warmup.goesOn());
    assertTrue(warmup.await());
  }

  @Test
  void isLeftOutWhereItCannotBeDone() throws Exception {
    assertFalse(Warmup.begin(settings("none such")).await());
  }
}
