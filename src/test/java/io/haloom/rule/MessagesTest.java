package io.haloom.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.haloom.sample.CompileException;
import io.haloom.sample.Golden;
import io.haloom.sample.compile.CompileScope;
import io.haloom.sample.compile.LogFormatParser;
import io.haloom.sample.format.FormatOptions;
import io.haloom.sample.format.LogAlias;
import io.haloom.sample.format.LogAlias.Need;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Wrong lines, and what HAProxy 2.6.12 says of them. */
class MessagesTest {

  /** What is said of one line: the refusal, or else the first warning. */
  private static String message(String kind, String line) {
    boolean backend = kind.equals("backend");
    CompileScope scope =
        new CompileScope(
            backend ? CompileScope.Section.BACKEND : CompileScope.Section.FRONTEND, "f");
    try {
      if (kind.equals("format")) {
        new LogFormatParser(
                scope, "in log-format string in", MessagesTest::alias, FormatOptions.LOG)
            .parse(line);
      } else {
        new TcpRuleParser(scope).parse(List.of(line.split(" ")));
      }
    } catch (CompileException e) {
      return e.getMessage();
    }
    List<String> warnings = scope.takeWarnings();
    return warnings.isEmpty() ? "" : warnings.getFirst();
  }

  private static LogAlias alias(String name) {
    return name.equals("TR")
        ? new LogAlias(name, true, Set.of(Need.END), (c, flags, into) -> true)
        : null;
  }

  @Test
  void messagesAreHaproxys() throws IOException {
    Map<String, String> wrong = new TreeMap<>();
    for (String[] row : Golden.rows("messages.tsv")) {
      String message = message(row[0], row[1]);
      if (!message.equals(row[2])) {
        wrong.put(row[1], "\n  " + message + "\n  instead of\n  " + row[2] + "\n");
      }
    }
    assertEquals(Map.of(), wrong);
  }
}
