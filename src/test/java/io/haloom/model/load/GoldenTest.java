package io.haloom.model.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Configurations and what is expected of each, one a file. With {@code -Dhaloom.golden=FOLDER}, the
 * sections that differ are written to the source files there, to be looked at before they are
 * committed.
 */
class GoldenTest {
  private static final String UPDATE = System.getProperty("haloom.golden");

  @TestFactory
  Stream<DynamicTest> cases() throws Exception {
    return GoldenCase.all().stream().map(c -> DynamicTest.dynamicTest(c.name(), () -> check(c)));
  }

  private static void check(GoldenCase golden) throws Exception {
    Map<String, String> result = golden.run();
    if (UPDATE != null) {
      update(golden, result);
      return;
    }
    assertEquals(golden.expected().getOrDefault(GoldenCase.HALOOM, ""), result.get("haloom"));
    if (golden.expected().containsKey(GoldenCase.MODEL)) {
      assertEquals(golden.expected().get(GoldenCase.MODEL), result.get(GoldenCase.MODEL));
    }
  }

  private static void update(GoldenCase golden, Map<String, String> result) throws Exception {
    StringBuilder text = new StringBuilder(golden.config());
    String said = result.get(GoldenCase.HALOOM);
    if (!said.isEmpty()) {
      text.append("---- haloom\n").append(said);
    }
    if (!golden.haproxyExpected().equals(said)
        && golden.expected().containsKey(GoldenCase.HAPROXY)) {
      text.append("---- haproxy\n").append(golden.expected().get(GoldenCase.HAPROXY));
    }
    if (golden.expected().containsKey(GoldenCase.MODEL) && result.get("model") != null) {
      text.append("---- model\n").append(result.get("model"));
    }
    Path folder = Path.of(UPDATE, golden.file().getParent().getFileName().toString());
    Files.writeString(folder.resolve(golden.file().getFileName()), text.toString());
  }
}
