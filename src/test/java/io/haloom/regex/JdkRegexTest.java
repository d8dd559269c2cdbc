package io.haloom.regex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What stands in for a missing PCRE2: it gives the same answers, or refuses the expression. */
class JdkRegexTest {

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static Regex jdk(String pattern) throws RegexException {
    return JdkRegex.compiled(bytes(pattern), Regex.Options.CAPTURING);
  }

  /** Long subjects may overflow the stack, and are no match then. */
  private static final int LONGEST = 500;

  /** Every expression of the golden table that PCRE2 takes, and every subject that is not long. */
  @Test
  void answersAreHaproxysWhereItDoesNotRefuse() throws Exception {
    List<String> differences = new ArrayList<>();
    int same = 0;
    Regex regex = null;
    String expression = null;
    String subject = null;
    for (String line : RegexGoldenTest.lines()) {
      if (line.startsWith("re ")) {
        expression = line.substring(3);
        regex = compiled(expression);
        subject = null;
      } else if (line.startsWith("on ")) {
        subject = RegexGoldenTest.bytes(line.substring(3));
      } else if (subject == null) {
        regex = null;
      } else if (subject.length() > LONGEST) {
        continue;
      } else if (regex != null && !line.endsWith(" -") == regex.find(subject)) {
        same++;
      } else if (regex != null) {
        differences.add(expression + " on " + RegexGoldenTest.escaped(subject));
      }
    }
    assertEquals(List.of(), differences);
    assertTrue(same > 250, "only " + same);
  }

  /** Null where it is refused. */
  private static Regex compiled(String expression) {
    try {
      return JdkRegex.compiled(
          expression.getBytes(StandardCharsets.ISO_8859_1), Regex.Options.CAPTURING);
    } catch (RegexException e) {
      return null;
    }
  }

  @Test
  void groupsAreTold() throws Exception {
    Groups groups = new Groups();
    assertTrue(jdk("(b)(z)?(c)").find(bytes("xxa-bc"), 2, 4, false, groups));
    assertEquals(2, groups.start(0));
    assertEquals(-1, groups.start(2));
    assertEquals(4, groups.end(3));
    assertFalse(jdk("^a").find(bytes("aaa"), 0, 3, true, groups));
    assertTrue(jdk("a(b)").find(bytes("aab"), 0, 3, true, groups));
    assertEquals(2, groups.start(1));
  }

  @Test
  void whatItHasNoWordForIsRefusedWithTheRemedy() {
    for (String pattern : List.of("\\((?R)*\\)", "a(*SKIP)b", "foo\\Kbar", "(?|(a)|(b))", "\\g1")) {
      RegexException e = assertThrows(RegexException.class, () -> jdk(pattern), pattern);
      assertTrue(e.getMessage().startsWith("install libpcre2-8"), e.getMessage());
    }
  }

  @Test
  void matchesAreBounded() throws Exception {
    assertFalse(jdk("(a+)+[bc]d").find("a".repeat(5000) + "cx"));
    assertFalse(jdk("^/.*/.*/.*[.]php$").find("/".repeat(8000)));
    assertFalse(jdk("^/(a|b)*c").find("/" + "ab".repeat(100_000)));
  }
}
