package io.haloom.sample.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.haloom.sample.CompileException;
import io.haloom.sample.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Indexes of texts find what comparing with one pattern after the other finds. */
final class TextPatternsTest {
  private static final String LETTERS = "aAb.b/";

  @ParameterizedTest
  @EnumSource(
      value = MatchMethod.class,
      names = {"STR", "BEG", "END", "SUB", "DOM", "DIR"})
  void findWhatComparingFinds(MatchMethod method) throws CompileException {
    for (boolean ignoreCase : new boolean[] {false, true}) {
      Random random = new Random(method.ordinal());
      PatternIndex index = method.index(new MatchFlags(ignoreCase, false));
      List<PatternEntry> entries = new ArrayList<>();
      for (int i = 0; i < 3_000; i++) {
        if (random.nextInt(3) == 0 && !entries.isEmpty()) {
          index.remove(entries.remove(random.nextInt(entries.size())));
        } else if (entries.size() < 60) {
          PatternEntry entry = new PatternEntry(i, text(random, 4), null, random.nextInt(2), 0);
          index.add(entry);
          entries.add(entry);
        }
        String value = text(random, 8);
        assertEquals(
            expected(method, ignoreCase, entries, value),
            index.find(sample("12" + value, 2), 1),
            () -> method + " of " + value);
      }
    }
  }

  private static String text(Random random, int longest) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(longest + 1); i > 0; i--) {
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return text.toString();
  }

  /** What {@code text} holds from an offset on. */
  private static Sample sample(String text, int from) {
    Sample sample = new Sample();
    sample.setString(text);
    sample.narrow(from, text.length() - from);
    return sample;
  }

  private static PatternEntry expected(
      MatchMethod method, boolean ignoreCase, List<PatternEntry> entries, String value) {
    BiPredicate<String, String> matches =
        switch (method) {
          case STR -> String::equals;
          case BEG -> String::startsWith;
          case END -> String::endsWith;
          case SUB -> (text, pattern) -> !pattern.isEmpty() && text.contains(pattern);
          case DOM -> (text, pattern) -> hasWord(text, pattern, "/?.:");
          default -> (text, pattern) -> hasWord(text, pattern, "/?");
        };
    PatternEntry best = null;
    for (PatternEntry entry : entries) {
      boolean found = matches.test(fold(value, ignoreCase), fold(entry.pattern(), ignoreCase));
      boolean better =
          best == null
              || method == MatchMethod.BEG && entry.pattern().length() > best.pattern().length();
      if (found && entry.version() == 1 && better) {
        best = entry;
      }
    }
    return best;
  }

  private static boolean hasWord(String text, String pattern, String delimiters) {
    String any = "[" + delimiters + "]";
    String word = pattern.replaceAll("^" + any + "+|" + any + "+$", "");
    if (word.isEmpty()) {
      return false;
    }
    for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      int end = at + word.length();
      boolean starts = at == 0 || delimiters.indexOf(text.charAt(at - 1)) >= 0;
      boolean ends = end == text.length() || delimiters.indexOf(text.charAt(end)) >= 0;
      if (starts && ends && delimiters.indexOf(word.charAt(0)) < 0) {
        return true;
      }
    }
    return false;
  }

  private static String fold(String text, boolean ignoreCase) {
    return ignoreCase ? text.toLowerCase(Locale.ROOT) : text;
  }

  @Test
  void manyPatternsAreFoundAndForgotten() throws CompileException {
    PatternIndex index = MatchMethod.END.index(MatchFlags.NONE);
    List<PatternEntry> entries = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      PatternEntry entry = new PatternEntry(i, i + ".test", null, 0, 0);
      index.add(entry);
      entries.add(entry);
    }
    for (PatternEntry entry : entries) {
      Sample sample = sample("www " + entry.pattern(), 0);
      assertNotNull(index.find(sample, 0));
      assertNull(index.find(sample, 1));
      index.remove(entry);
    }
    for (PatternEntry entry : entries) {
      assertNull(index.find(sample("www " + entry.pattern(), 0), 0));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "^/old/[0-9]+/, /old/12/, true",
    "^/old/[0-9]+/, /new/12/, false",
    "^/old/[0-9]+/, /old, false",
    "^abc*, ab, true",
    "^abc?d, abd, true",
    "^ab{0}c, ac, true",
    "^a+, aa, true",
    "^ab|c, xc, true",
    "^(a|b), b, true",
    "^A, a, false",
    "^, '', true",
    "^a$, a, true",
    "b, ab, true",
  })
  void whatAnExpressionStartsWithDecidesNothingElse(String pattern, String text, boolean found)
      throws CompileException {
    PatternIndex index = MatchMethod.REG.index(MatchFlags.NONE);
    index.add(new PatternEntry(1, pattern, null, 0, 0));
    assertEquals(found, index.find(sample("-" + text, 1), 0) != null);
  }

  @Test
  void aCaseThatDoesNotMatterDoesNotMatterInAStart() throws CompileException {
    PatternIndex index = MatchMethod.REG.index(new MatchFlags(true, false));
    index.add(new PatternEntry(1, "^/OLD", null, 0, 0));
    assertNotNull(index.find(sample("/old", 0), 0));
  }
}
