package io.haloom.model.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.haloom.config.KeywordTable.Support;
import io.haloom.effect.EffectWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each word to which {@code docs/COMPATIBILITY.md} says yes has a test that shows its effect: a
 * case of {@link io.haloom.effect.EffectTest}, or another one that {@code held.txt} names. A word
 * of what nothing uses has no effect.
 */
class EffectCoverageTest {
  private static final Path TESTS = Path.of("src/test/java");
  private static final Path CASES = Path.of("bench/cases");

  private final Set<String> yes = new TreeSet<>();
  private final Set<String> held = new TreeSet<>();

  @TempDir Path folder;

  @BeforeEach
  void collect() throws IOException {
    for (Map.Entry<String, List<WordVerdict>> list :
        new CompatibilityPage(folder).verdicts().entrySet()) {
      for (WordVerdict verdict : list.getValue()) {
        if (verdict.support() == Support.YES && !verdict.note().contains("which nothing uses")) {
          yes.add(list.getKey() + "/" + verdict.word());
        }
      }
    }
    held.addAll(EffectWords.ofCases());
    held.addAll(EffectWords.ofOtherTests().keySet());
  }

  /** A new word comes with its case. */
  @Test
  void everyWordHasATest() throws IOException {
    Set<String> left = EffectWords.left();
    assertNone(yes, word -> !held.contains(word) && !left.contains(word));
  }

  /** What has a test is left no more, and what is no word of ours needs none. */
  @Test
  void theListsNameWordsWithoutATest() throws IOException {
    assertNone(EffectWords.left(), word -> held.contains(word) || !yes.contains(word));
    assertNone(held, word -> !yes.contains(word));
  }

  @Test
  void theNamedTestsExist() throws IOException {
    StringBuilder cases = new StringBuilder();
    for (Path file : files(CASES, ".py")) {
      cases.append(Files.readString(file));
    }
    List<Path> classes = files(TESTS, ".java");
    assertNone(
        new TreeSet<>(EffectWords.ofOtherTests().values()),
        name ->
            name.startsWith("bench ")
                ? !cases.toString().contains("\"" + name.substring(6) + "\"")
                : !isTest(classes, name));
  }

  private static boolean isTest(List<Path> classes, String name) {
    String[] parts = name.split("\\.");
    return classes.stream()
        .filter(file -> file.getFileName().toString().equals(parts[0] + ".java"))
        .anyMatch(file -> text(file).matches("(?s).*\\bvoid " + parts[1] + "\\(.*"));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static List<Path> files(Path folder, String end) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.toString().endsWith(end)).toList();
    }
  }

  private static void assertNone(Collection<String> words, Predicate<String> wrong) {
    assertEquals(
        "", String.join("\n", words.stream().filter(wrong).toList()), "words with no test");
  }
}
