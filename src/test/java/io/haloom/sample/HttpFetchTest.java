package io.haloom.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.haloom.sample.compile.AclParser;
import io.haloom.sample.compile.CompileScope;
import io.haloom.sample.compile.ConditionParser;
import io.haloom.sample.compile.ExpressionParser;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Evaluates expressions and ACLs on messages, for which HAProxy 2.6.12 gave the results. */
class HttpFetchTest {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private static Map<String, byte[]> messages(String name) throws IOException {
    Map<String, byte[]> messages = new HashMap<>();
    for (String[] row : Golden.rows(name)) {
      messages.put(row[0], HEX.parseHex(row[1]));
    }
    return messages;
  }

  private static FakeContext context(byte[] request) {
    FakeContext context = new FakeContext().from("127.0.0.1", 40000);
    context.httpRequest = new FakeMessage(request);
    context.process =
        new FakeProcess() {
          @Override
          public boolean hasUser(String userlist, String user, String password) {
            return (userlist + ' ' + user + ' ' + password).equals("ul user pa:ss");
          }

          @Override
          public Set<String> groupsOf(String userlist, String user) {
            return Set.of("staff", "users");
          }
        };
    context.session =
        new FakeSession() {
          @Override
          public boolean isHttp() {
            return true;
          }

          @Override
          public String receivedMethod() {
            return new String(request, StandardCharsets.ISO_8859_1).split(" ")[0];
          }

          @Override
          public String receivedTarget() {
            return context.httpRequest.target();
          }

          @Override
          public String receivedVersion() {
            Sample version = new Sample();
            context.httpRequest.version(version);
            return version.latin1();
          }
        };
    return context;
  }

  private static String result(FakeContext context, String kind, String text)
      throws CompileException {
    CompileScope scope = new CompileScope(CompileScope.Section.FRONTEND, "fe");
    if (kind.equals("A")) {
      new AclParser(scope).define(List.of(("a " + text).split(" ")));
      return new ConditionParser(scope).parse(List.of("if", "a")).test(context) ? "PASS" : "FAIL";
    }
    Expression expression = new ExpressionParser(scope, "in").parsePrefix(text + ",hex]", 0);
    Sample sample = new Sample();
    return expression.evaluate(context, sample, SampleType.STR) ? sample.latin1() : "";
  }

  private static void compare(String messages, String results, boolean response)
      throws IOException {
    Map<String, byte[]> raw = messages(messages);
    Map<String, String> wrong = new TreeMap<>();
    for (String[] row : Golden.rows(results)) {
      String actual;
      try {
        FakeContext context;
        if (response) {
          context = context("GET /x HTTP/1.1\r\nHost: h\r\n\r\n".getBytes());
          context.httpResponse = new FakeMessage(raw.get(row[0]));
        } else {
          context = context(raw.get(row[0]));
        }
        actual = result(context, row[1], row[2].replace("KEYS", keys()));
      } catch (CompileException e) {
        actual = e.toString();
      }
      if (!actual.equals(row[3])) {
        wrong.put(row[0] + ": " + row[2], actual + " instead of " + row[3]);
      }
    }
    assertEquals("", String.join("\n", wrong.toString().split(", ")).replace("{}", ""));
  }

  @Test
  void requestsGiveWhatHaproxyFinds() throws IOException {
    compare("requests.tsv", "http.tsv", false);
  }

  private static String keys() {
    try {
      return Path.of(HttpFetchTest.class.getResource("keys/rsa.pem").toURI())
          .getParent()
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void convertersGiveWhatHaproxyMakes() throws IOException {
    compare("convertedRequest.tsv", "converted.tsv", false);
  }

  @Test
  void responsesGiveWhatHaproxyFinds() throws IOException {
    compare("responses.tsv", "httpResponse.tsv", true);
  }

  @Test
  void aRequestInTcpModeIsFoundAsItComes() throws CompileException {
    ConditionParser.Compiled http = condition("HTTP");
    ConditionParser.Compiled host = condition("{ hdr(host) -i example.org }");
    assertEquals(Outcome.MISS, http.evaluate(new FakeContext().received("GET / HT", false)));
    assertEquals(Outcome.FAIL, http.evaluate(new FakeContext().received("GET / HT", true)));
    assertEquals(Outcome.FAIL, http.evaluate(new FakeContext().received("\u0001\u0002", false)));
    FakeContext whole =
        new FakeContext().received("GET / HTTP/1.1\r\nHost: Example.org\r\n\r\n", false);
    assertEquals(Outcome.PASS, http.evaluate(whole));
    assertEquals(Outcome.PASS, host.evaluate(whole));
    assertEquals(Outcome.PASS, condition("METH_GET HTTP_1.1").evaluate(whole));
  }

  private static ConditionParser.Compiled condition(String clause) throws CompileException {
    CompileScope scope = new CompileScope(CompileScope.Section.FRONTEND, "fe");
    return new ConditionParser(scope).parse(List.of(("if " + clause).split(" ")));
  }

  @Test
  void aFieldWithoutABearerTokenHasNone() throws CompileException {
    FakeContext other =
        new FakeContext().received("GET / HTTP/1.1\r\nX: Basic abc\r\nY: Bearer\r\n\r\n", false);
    for (String name : List.of("x", "y", "absent")) {
      String clause = "{ http_auth_bearer(%s) -m found }".formatted(name);
      assertEquals(Outcome.FAIL, condition(clause).evaluate(other), name);
    }
    FakeContext token =
        new FakeContext().received("GET / HTTP/1.1\r\nX: bearer abc\r\n\r\n", false);
    assertEquals(Outcome.PASS, condition("{ http_auth_bearer(x) abc }").evaluate(token));
  }
}
