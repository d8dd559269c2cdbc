package io.haloom.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.haloom.sample.compile.CompileScope;
import io.haloom.sample.compile.ExpressionParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Evaluates expressions whose results HAProxy 2.6.12 gave, in hexadecimal. */
class ExpressionTest {
  private final CompileScope scope = new CompileScope(CompileScope.Section.FRONTEND, "fe");

  private String evaluate(String text) throws CompileException {
    Expression expression = new ExpressionParser(scope, "in").parsePrefix(text + "]", 0);
    Sample sample = new Sample();
    return expression.evaluate(new FakeContext(), sample, SampleType.STR) ? sample.latin1() : "";
  }

  @Test
  void resultsAreHaproxys() throws IOException {
    Map<String, String> wrong = new TreeMap<>();
    for (String[] row : Golden.rows("expressions.tsv")) {
      byte[] bytes = HexFormat.of().parseHex(row[1]);
      String expected = new String(bytes, StandardCharsets.ISO_8859_1);
      String actual = evaluateOrRefuse(row[0]);
      if (!actual.equals(expected)) {
        wrong.put(row[0], actual + " instead of " + expected);
      }
    }
    assertEquals(Map.of(), wrong);
  }

  /** HAProxy 2.6.12 gives an empty text for a word that is not there; later ones give none. */
  @Test
  void whatIsNotThereIsNotFound() throws CompileException {
    for (String text : List.of("str(a/b),word(9,/)", "str(a/b),field(9,/)", "str(),word(1,/)")) {
      Expression expression = new ExpressionParser(scope, "in").parsePrefix(text + "]", 0);
      assertFalse(expression.evaluate(new FakeContext(), new Sample()), text);
    }
  }

  @Test
  void aHostIsInLowerCase() throws CompileException {
    assertEquals("www.example.com", evaluate("str(WWW.Example.COM:80),host_only"));
    assertEquals("[2001:db8::1]", evaluate("str([2001:DB8::1]),host_only"));
  }

  private String evaluateOrRefuse(String text) {
    try {
      return evaluate(text);
    } catch (CompileException e) {
      return e.toString();
    }
  }
}
