package io.haloom.model.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code docs/COMPATIBILITY.md} says what the tables of words say. With {@code
 * -Dhaloom.compatibility=write} it is written anew.
 */
class CompatibilityTest {
  private static final Path PAGE = Path.of("docs", "COMPATIBILITY.md");

  @TempDir Path folder;

  @Test
  void thePageIsUpToDate() throws Exception {
    String text = new CompatibilityPage(folder).text();
    if ("write".equals(System.getProperty("haloom.compatibility"))) {
      Files.writeString(PAGE, text);
    }
    assertEquals(
        Files.readString(PAGE),
        text,
        "docs/COMPATIBILITY.md is out of date: run this test with -Dhaloom.compatibility=write");
  }
}
