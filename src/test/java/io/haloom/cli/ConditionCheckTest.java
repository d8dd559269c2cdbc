package io.haloom.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.haloom.config.ConditionPredicates;
import io.haloom.config.Diagnostic;
import io.haloom.config.Diagnostics;
import io.haloom.config.Environment;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionCheckTest {
  private final Diagnostics diagnostics = new Diagnostics();

  private int run(String condition) {
    Environment environment = new Environment(Map.of("HERE", "/srv"));
    return ConditionCheck.run(
        condition,
        environment,
        new ConditionPredicates(environment, "2.6.12", Features.promised(), Set.of()),
        diagnostics);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | 0",
        "'' | 1",
        "0 | 1",
        "feature(EPOLL) | 0",
        "feature(OPENSSL) | 0",
        "feature(LUA) | 1",
        "version_atleast(2.6) && version_before(2.7) | 0",
        "streq(\"$HERE\",/srv) | 0",
        "streq($HERE,/srv) | 1",
        "streq(a,\"b | 2",
        "foo | 2",
        "0 0 | 2"
      })
  void exitsAsHaproxy(String condition, int status) {
    assertEquals(status, run(condition));
  }

  @Test
  void saysWhatIsWrong() {
    run("\"");
    run("foo");
    assertEquals(
        List.of(
            "Syntax Error in condition: Unmatched quote.",
            "Failed to evaluate condition: unparsable conditional expression 'foo'"),
        diagnostics.all().stream().map(Diagnostic::text).toList());
  }
}
