package io.haloom.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.sample.CompileException;
import io.haloom.sample.compile.CompileScope;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Wrong lines of HTTP rules, and what HAProxy 2.6.12 says of them. */
class HttpMessagesTest {

  /** What is said of one line: the refusal, or else the first warning. */
  private static String message(String kind, String line) throws Exception {
    CompileScope scope =
        new CompileScope(CompileScope.Section.valueOf(kind.toUpperCase(Locale.ROOT)), "f");
    HttpRuleParser parser = new HttpRuleParser(scope, new HttpErrors());
    List<String> words = HttpActionTest.words(line);
    try {
      if (words.getFirst().equals("redirect")) {
        parser.parseRedirect(words);
      } else {
        parser.parse(words);
      }
    } catch (CompileException e) {
      return e.getMessage().replace("\n", "\\n");
    }
    List<String> warnings = scope.takeWarnings();
    return warnings.isEmpty() ? "" : warnings.getFirst();
  }

  /** Leaves out the lists of actions, which are shorter here, and the words of the regex engine. */
  private static String comparable(String message) {
    return message
        .replaceFirst(" expects '.*', but got", " expects LIST, but got")
        .replaceFirst("\\(error=.*\\)", "(ERROR)");
  }

  @Test
  void messagesAreHaproxys() throws Exception {
    Map<String, String> wrong = new TreeMap<>();
    try (InputStream in = HttpMessagesTest.class.getResourceAsStream("http-messages.tsv")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.lines().toList()) {
        String[] row = line.split("\t", -1);
        String message = message(row[0], row[1]);
        if (!comparable(message).equals(comparable(row[2]))) {
          wrong.put(row[1], "\n  " + message + "\n  instead of\n  " + row[2] + "\n");
        }
      }
    }
    assertEquals(Map.of(), wrong);
  }

  @Test
  void whatIsNotSupportedIsRefusedByName() throws Exception {
    for (String action :
        List.of(
            "track-sc0 src",
            "sc-inc-gpc0(0)",
            "cache-use c",
            "do-resolve(txn.x,r) path",
            "lua.f",
            "send-spoe-group a b")) {
      String message = message("frontend", "http-request " + action);
      assertTrue(message.contains("not supported"), action + ": " + message);
    }
  }
}
