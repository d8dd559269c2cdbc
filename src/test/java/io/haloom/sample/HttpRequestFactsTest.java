package io.haloom.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What HAProxy 2.6.12 logs of request lines with {@code tune.http.logurilen 30}. */
class HttpRequestFactsTest {

  @ParameterizedTest
  @CsvSource({
    "14, GET /aaaaaaaaaaa?x HTTP/1.1, HTTP/1.1, ?x",
    "20, GET /aaaaaaaaaaaaaaaaa?x HTTP/, HTTP/, ?x",
    "24, GET /aaaaaaaaaaaaaaaaaaaaa?x H, H, ?x",
    "26, GET /aaaaaaaaaaaaaaaaaaaaaaa?x, HTTP/0.9, ?x",
    "28, GET /aaaaaaaaaaaaaaaaaaaaaaaaa, HTTP/0.9, ''"
  })
  void whatIsOverIsLeftOut(int length, String line, String version, String query) {
    String target = "/" + "a".repeat(length - 3) + "?x";
    HttpRequestFacts facts = HttpRequestFacts.of("GET", target, 0, "HTTP/1.1", 30);
    ByteText whole = new ByteText();
    facts.appendLine(whole);
    assertEquals(line, whole.toString());
    assertEquals(version, facts.shownVersion());
    assertEquals(query, facts.query());
  }
}
