package io.haloom.model.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * HAProxy 2.6 says of each golden configuration what the file says it does: the expectations are
 * facts.
 */
class HaproxyDifferenceTest {
  private static final Path HAPROXY = Path.of("/usr/sbin/haproxy");
  private static final Pattern LABEL =
      Pattern.compile("\\[([A-Z]+)\\] *\\(\\d+\\) : (?:config : )?(.*)");

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> cases() throws Exception {
    return GoldenCase.all().stream()
        .map(
            c ->
                DynamicTest.dynamicTest(
                    c.name(),
                    () -> {
                      assumeTrue(Files.isExecutable(HAPROXY), "HAProxy is not installed");
                      assertEquals(c.haproxyExpected(), said(c.config()));
                    }));
  }

  /** What HAProxy prints about {@code config}, in the form of the golden files. */
  private String said(String config) throws Exception {
    Path here = Files.createTempDirectory(folder, "case");
    Files.writeString(here.resolve("haproxy.cfg"), config);
    ProcessBuilder builder =
        new ProcessBuilder(HAPROXY.toString(), "-c", "-f", "haproxy.cfg").directory(here.toFile());
    builder
        .environment()
        .putAll(java.util.Map.of("LIST", "a b c", "PORT", "8080", "HOST", "127.0.0.3"));
    Path output = here.resolve("output");
    Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    return normalized(Files.readAllLines(output, StandardCharsets.UTF_8));
  }

  private static String normalized(List<String> lines) {
    StringBuilder out = new StringBuilder();
    for (String line : lines) {
      Matcher m = LABEL.matcher(line);
      if (!m.matches()) {
        boolean verdict =
            line.equals("Configuration file is valid")
                || line.equals("Warnings were found.")
                || line.startsWith("Configuration file has no error but will not start");
        if (!verdict) {
          out.append(line).append('\n');
        }
        continue;
      }
      boolean naming =
          m.group(1).equals("NOTICE")
              && (m.group(2).startsWith("haproxy version is")
                  || m.group(2).startsWith("path to executable"));
      if (!naming) {
        out.append(m.group(1)).append(' ').append(m.group(2)).append('\n');
      }
    }
    return out.toString();
  }
}
