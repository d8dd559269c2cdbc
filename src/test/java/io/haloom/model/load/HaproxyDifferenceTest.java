package io.haloom.model.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.haloom.harness.Needs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * HAProxy 2.6 says of each golden configuration what the file says it does: the expectations are
 * facts.
 */
class HaproxyDifferenceTest {
  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> cases() throws Exception {
    return GoldenCase.all().stream()
        .map(
            c ->
                DynamicTest.dynamicTest(
                    c.name(),
                    () -> {
                      String haproxy = Needs.haproxy();
                      assertEquals(c.haproxyExpected(), said(haproxy, c.config()));
                    }));
  }

  /** What HAProxy prints about {@code config}, in the form of the golden files. */
  private String said(String haproxy, String config) throws Exception {
    Path here = Files.createTempDirectory(folder, "case");
    return HaproxyCheck.of(haproxy, here, config).said().stream()
        .map(message -> message + "\n")
        .collect(Collectors.joining());
  }
}
