package io.haloom.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.haloom.sample.compile.Acl;
import io.haloom.sample.compile.AclParser;
import io.haloom.sample.compile.CompileScope;
import io.haloom.sample.compile.ExpressionParser;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Ways to match, in ACLs and maps, for which HAProxy 2.6.12 gave the results. */
class MapTest {
  private final CompileScope scope =
      new CompileScope(CompileScope.Section.FRONTEND, "fe").at("test.cfg", 1);

  private static String located(String text) throws URISyntaxException {
    Path file = Path.of(MapTest.class.getResource("maps/s.map").toURI());
    return text.replace("MAPS", file.getParent().toString());
  }

  private String result(String kind, String text) throws CompileException {
    FakeContext context = new FakeContext();
    if (kind.equals("A")) {
      Acl acl = new AclParser(scope).anonymous("", List.of(text.split(" ")));
      return acl.evaluate(context) == Outcome.PASS ? "PASS" : "FAIL";
    }
    String expression = text + (text.contains("_ip(") || text.contains("map_ip(") ? "" : ",hex");
    Sample sample = new Sample();
    boolean found =
        new ExpressionParser(scope, "in")
            .parsePrefix(expression + "]", 0)
            .evaluate(context, sample, SampleType.STR);
    return found ? sample.latin1() : "";
  }

  @Test
  void resultsAreHaproxys() throws IOException, URISyntaxException {
    Map<String, String> wrong = new TreeMap<>();
    for (String[] row : Golden.rows("maps.tsv")) {
      String actual;
      try {
        actual = result(row[0], located(row[1]));
      } catch (CompileException e) {
        actual = e.toString();
      }
      if (!actual.equals(row[2])) {
        wrong.put(row[1], actual + " instead of " + row[2]);
      }
    }
    assertEquals(Map.of(), wrong);
  }

  private String refusal(String text) {
    return assertThrows(CompileException.class, () -> result("E", located(text))).getMessage();
  }

  @Test
  void aFileIsOfOneOrTwoColumns() throws Exception {
    result("A", located("str(x) -f MAPS/list.lst"));
    assertEquals(
        located(
            "invalid args in converter 'map' : The file \"MAPS/list.lst\" is already used as one"
                + " column file and cannot be used by as two column file."),
        refusal("str(x),map(MAPS/list.lst)"));
  }

  @Test
  void whatCannotBeReadIsRefused() throws Exception {
    assertEquals(
        "invalid args in converter 'map' : failed to open pattern file </none>",
        refusal("str(x),map(/none)"));
    assertEquals(
        located(
            "invalid args in converter 'map_str_int' : unable to parse 'two words' at line 3 of"
                + " file 'MAPS/s.map'"),
        refusal("str(x),map_str_int(MAPS/s.map)"));
    assertEquals(
        located(
            "invalid args in converter 'map_ip' : 'a' is not a valid IPv4 or IPv6 address at line"
                + " 1 of file 'MAPS/s.map'"),
        refusal("src,map_ip(MAPS/s.map)"));
    assertEquals(
        "invalid args in converter 'map_str_ip' : map: cannot parse default ip <x>.",
        refusal("str(x),map_str_ip(MAPS/va.map,x)"));
  }
}
