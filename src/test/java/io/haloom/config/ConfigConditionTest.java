package io.haloom.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigConditionTest {
  private static boolean evaluate(String condition) throws ConditionException {
    Environment environment = new Environment(Map.of("TESTVAR", "1"));
    return ConfigCondition.evaluate(
        condition,
        new ConditionPredicates(environment, "2.6.12", Set.of("EPOLL"), Set.of("SPLICE")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "-1000 && 200",
        "0x10",
        "streq(foo,'foo')",
        "streq(\"foo bar\",'foo bar')",
        "strneq(a,b)",
        "defined(TESTVAR) && streq(1,1)",
        "feature(EPOLL)",
        "enabled(SPLICE)",
        "version_atleast(2.4)",
        "version_atleast(2.6.12)",
        "version_atleast(2.6-dev4)",
        "version_before(2.7)",
        "version_atleast(nonsense)",
        "1&&!0&&!((streq(a,b)||!streq(a,a)&&1)||strneq(a,a))",
        "1   &&!   0&&    !((streq(a,b)||!streq(a,a)&&1)||strneq(a,a))",
        "feature(OPENSSL) || !feature(OPENSSL)",
        "streq(,)",
      })
  void holds(String condition) throws Exception {
    assertEquals(true, evaluate(condition));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "00",
        "version_atleast(1024)",
        "version_before(2.6.12)",
        "streq(foo,bar)",
        "feature(EPOL)",
        "defined",
        "1 && !0 && !((streq(a,b) || !streq(a,a) && 1) || strneq(a,b))",
        "1 && !0 && !((streq(a,a) || !streq(a,a) && 1) || strneq(a,a))",
      })
  void doesNotHold(String condition) throws Exception {
    assertEquals(false, evaluate(condition));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "200rrr~unexpected character 'r' at the end of conditional expression '200rrr'~3",
        "!(0))~unexpected character ')' at the end of conditional expression '!(0))'~4",
        "foo~unparsable conditional expression 'foo'~0",
        "1 && foo~unparsable conditional expression 'foo'~5",
        "1 &&~unparsable conditional sub-expression ''~4",
        "1 ||~unparsable conditional expression ''~4",
        "(1~expected ')' after conditional expression '(1'~0",
        "streq(a)~missing arguments (got 1/2), type 'string' expected in argument 1 of predicate"
            + " 'streq' used in conditional expression~7",
        "streq(a,b,c)~expected ')' before ',c)' in argument 1 of predicate 'streq' used in"
            + " conditional expression~9",
        "defined(a~expected ')' in argument 1 of predicate 'defined' used in conditional"
            + " expression~9",
      })
  void malformedOnesAreTold(String condition, String message, int offset) {
    ConditionException e = assertThrows(ConditionException.class, () -> evaluate(condition));
    assertEquals(message, e.getMessage());
    assertEquals(offset, e.offset());
  }

  @Test
  void deepNestingIsRefused() {
    assertThrows(ConditionException.class, () -> evaluate("(".repeat(2000) + "1"));
  }
}
