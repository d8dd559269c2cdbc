package io.haloom.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PageTextTest {
  @Test
  void threeDigitsCount() {
    assertEquals("0 999 1.00k 1.23k 9.99k 10.0k", compact(0, 999, 1000, 1234, 9994, 9996));
    assertEquals(
        "45.6M 99.9k 100k 1.00M 9.22E",
        compact(45_600_000, 99_940, 99_960, 999_600, Long.MAX_VALUE));
    assertEquals("1.05k 10.1k 1.00k", compact(1050, 10_050, 1004));
  }

  private static String compact(long... values) {
    StringBuilder all = new StringBuilder();
    for (long value : values) {
      all.append(all.isEmpty() ? "" : " ").append(PageText.compact(value));
    }
    return all.toString();
  }

  @Test
  void groupsAreTheLibrarys() {
    Random random = new Random(1);
    for (int i = 0; i < 10_000; i++) {
      long value = random.nextLong() >> random.nextInt(64);
      assertEquals(String.format(Locale.ROOT, "%,d", value), PageText.grouped(value));
    }
  }

  @Test
  void markupIsEscaped() {
    assertEquals("plain \u00e9", PageText.escape("plain \u00e9"));
    assertEquals("a&lt;&gt;&amp;&quot;&#39; b", PageText.escape("a<>&\"'\nb"));
  }
}
