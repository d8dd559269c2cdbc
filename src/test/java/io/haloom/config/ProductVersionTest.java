package io.haloom.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProductVersionTest {
  @Test
  void isTheOneOfTheBuild() throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    String expected = "<artifactId>haloom</artifactId>\n  <version>" + ProductVersion.HALOOM + "<";
    assertTrue(pom.contains(expected), "pom.xml has another version");
  }

  @Test
  void readsAsTheHaproxyVersionItStandsInFor() {
    assertEquals(
        0,
        VersionNumber.parse(ProductVersion.FULL)
            .compareTo(VersionNumber.parse(ProductVersion.HAPROXY)));
  }
}
