package io.haloom.regex;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Expressions made by a seeded generator, right ones and wrong ones, put to HAProxy and to Haloom:
 * both refuse the same with the same words, and find the same in the same subjects. {@code
 * -Dhaloom.fuzz.regex=N} tries N expressions, {@code -Dhaloom.fuzz.seed=N} others.
 */
@Timeout(3600)
class RegexFuzzTest {
  private static final int EXPRESSIONS = Integer.getInteger("haloom.fuzz.regex", 500);
  private static final long SEED = Long.getLong("haloom.fuzz.seed", 20_261_129);
  private static final int SUBJECTS = 3;
  private static final int DEEPEST = 4;

  private static final List<String> ATOMS =
      List.of(
          "a",
          "b",
          "ab",
          "/",
          "\\.",
          ".",
          "x",
          "0",
          "é",
          "\\d",
          "\\w",
          "\\s",
          "\\S",
          "\\W",
          "\\h",
          "\\v",
          "\\R",
          "\\N",
          "\\b",
          "\\B",
          "^",
          "$",
          "\\A",
          "\\z",
          "\\Z",
          "\\1",
          "\\2",
          "\\g1",
          "\\12",
          "\\0",
          "\\x41",
          "\\x{e9}",
          "\\cA",
          "\\e",
          "\\K",
          "[[:alpha:]]",
          "[[:^digit:]]",
          "[[:punct:]b]",
          "[a-c]",
          "[^a]",
          "[]a]",
          "[a&&b]",
          "[x[yz]]",
          "[\\d-z]",
          "[\\w/]",
          "{",
          "}",
          "]",
          "-",
          "\\Qa.b\\E",
          "\\p{L}",
          "\\P{Lu}",
          "(?R)",
          "(?1)",
          "[z-a]",
          "[[:foo:]]",
          "\\y",
          "(?z)",
          "(",
          ")",
          "[",
          "\\",
          "*",
          "(*FAIL)",
          "(*ACCEPT)",
          "(*COMMIT)",
          "(*PRUNE)",
          "(?#c)",
          "\\p{Foo}",
          "\\8",
          "\\x",
          "\\o{12}",
          "\\G",
          "\\C",
          "\\X");

  private static final List<String> GROUPS =
      List.of(
          "(", "(", "(", "(?:", "(?:", "(?i:", "(?s:", "(?=", "(?!", "(?<=", "(?<!", "(?>", "(?|",
          "(?<n>", "(?P<m>", "(?(1)", "(?m:", "(?U:", "(?x:", "(?-i:");

  private static final List<String> REPETITIONS =
      List.of(
          "*", "+", "?", "*?", "+?", "??", "*+", "++", "{2}", "{1,3}", "{0,2}?", "{,3}", "{2,1}");

  private static final String BYTES =
      "aaabbbxyzAB01/.-_ \t\n\r\u0000\u00e9\u00c3\u00a9\u0080\u00ff([{\\&:!";

  private final Random random = new Random(SEED);

  @TempDir Path folder;

  @Test
  void answersAreHaproxys() throws Exception {
    try (RegexWorld haproxy = RegexWorld.haproxy(Files.createDirectory(folder.resolve("p")));
        RegexWorld haloom = RegexWorld.haloom(Files.createDirectory(folder.resolve("h")))) {
      for (int i = 0; i < EXPRESSIONS; i++) {
        String expression = expression(DEEPEST);
        String said = haproxy.define(expression);
        assertEquals(said, haloom.define(expression), () -> "on " + expression);
        for (int s = 0; s < SUBJECTS && said.isEmpty(); s++) {
          String subject = subject();
          assertEquals(
              haproxy.ask(subject), haloom.ask(subject), () -> expression + " on " + subject);
        }
      }
    }
  }

  /** Never empty, for a command could not say it. */
  private String expression(int depth) {
    StringBuilder text = new StringBuilder();
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      if (i > 0 && random.nextInt(8) == 0) {
        text.append('|');
      }
      if (depth > 0 && random.nextInt(3) == 0) {
        text.append(any(GROUPS)).append(expression(depth - 1)).append(')');
      } else {
        text.append(atom());
      }
      if (random.nextInt(3) == 0) {
        text.append(any(REPETITIONS));
      }
    }
    return text.toString();
  }

  /** Most are usual ones, so that most expressions are right. */
  private String atom() {
    int known = random.nextInt(3) == 0 ? ATOMS.size() : 21;
    byte[] utf8 =
        ATOMS.get(random.nextInt(known)).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return new String(utf8, java.nio.charset.StandardCharsets.ISO_8859_1);
  }

  private String any(List<String> words) {
    return words.get(random.nextInt(words.size()));
  }

  private String subject() {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(random.nextInt(4) == 0 ? 40 : 10);
    for (int i = 0; i < length; i++) {
      text.append(BYTES.charAt(random.nextInt(BYTES.length())));
    }
    return text.toString();
  }
}
