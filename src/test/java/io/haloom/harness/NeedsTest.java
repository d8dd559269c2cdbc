package io.haloom.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No test takes a program for granted that a bare machine may lack. */
class NeedsTest {
  /** Of Debian's packages that are marked essential. */
  private static final Set<String> EVERYWHERE = Set.of("sh");

  private static final Pattern STARTED = Pattern.compile("new ProcessBuilder\\(\\s*\"([^\"]+)\"");
  private static final Pattern NEEDED = Pattern.compile("Needs\\s*\\.programs?\\(([^)]*)\\)");
  private static final Pattern NAME = Pattern.compile("\"([^\"]+)\"");

  @Test
  void programsThatTestsStartAreAskedForBefore() throws Exception {
    Set<String> missing = new TreeSet<>();
    Set<String> needed = new TreeSet<>(EVERYWHERE);
    for (String text : sources()) {
      STARTED.matcher(text).results().map(found -> found.group(1)).forEach(missing::add);
      NEEDED
          .matcher(text)
          .results()
          .map(MatchResult::group)
          .flatMap(call -> NAME.matcher(call).results())
          .map(found -> found.group(1))
          .forEach(needed::add);
    }
    missing.removeAll(needed);
    assertEquals(Set.of(), missing);
  }

  private static List<String> sources() throws Exception {
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      return files.filter(file -> file.toString().endsWith(".java")).map(NeedsTest::read).toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }
}
