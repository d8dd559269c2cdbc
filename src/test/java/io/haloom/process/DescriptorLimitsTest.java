package io.haloom.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.config.ConfigText;
import io.haloom.config.Diagnostics;
import io.haloom.config.Environment;
import io.haloom.model.load.ConfigLoader;
import io.haloom.model.load.address.NameResolver;
import io.haloom.model.load.draft.Surroundings;
import io.haloom.model.load.draft.Vocabulary;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the words on descriptors come to, with one listener and one thread. */
class DescriptorLimitsTest {
  private static final int BESIDE = DescriptorLimits.RESERVE + 1 + 3;

  private static DescriptorLimits fit(int forced, String... words) {
    Surroundings surroundings =
        new Surroundings(new Environment(Map.of()), NameResolver.NONE, Vocabulary.NONE, "h");
    String text = "global\n  " + String.join("\n  ", words) + "\nfrontend f\n  bind 127.0.0.1:80\n";
    return DescriptorLimits.fit(
        new ConfigLoader(surroundings, new Diagnostics()).load("test.cfg", ConfigText.bytes(text)),
        forced,
        1,
        10_000);
  }

  @Test
  void withoutMaxconnWhatFitsCounts() {
    assertEquals((10_000 - BESIDE) / 2, fit(0).maxconn());
    assertEquals((500 - BESIDE) / 2, fit(0, "fd-hard-limit 500").maxconn());
  }

  @Test
  void maxconnOfTheCommandLineWins() {
    assertEquals(300, fit(0, "maxconn 300").maxconn());
    assertEquals(400, fit(400, "maxconn 300").maxconn());
    assertEquals(BESIDE + 800, fit(400, "maxconn 300").maxsock());
  }

  @Test
  void aLimitThatIsTooLowIsToldOf() {
    DescriptorLimits low = fit(0, "maxconn 1000", "ulimit-n 200");
    assertEquals((200 - BESIDE) / 2, low.maxconn());
    assertTrue(low.problem().contains("FD limit (200) too low for maxconn=1000"), low.problem());
    assertFalse(low.fatal());
    assertTrue(fit(0, "maxconn 1000", "ulimit-n 200", "strict-limits").fatal());
    assertNull(fit(0, "maxconn 1000", "ulimit-n 4000").problem());
  }

  @Test
  void pipesTakeTwoEach() {
    assertEquals(0, fit(0, "maxconn 300").maxPipes());
    DescriptorLimits piped = fit(0, "maxconn 300", "maxpipes 7");
    assertEquals(7, piped.maxPipes());
    assertEquals(BESIDE + 600 + 14, piped.maxsock());
  }
}
