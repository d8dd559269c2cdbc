package io.haloom.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.haloom.config.ConfigText;
import io.haloom.config.Tokenizer;
import io.haloom.config.Word;
import io.haloom.http.ErrorPages;
import io.haloom.http.HeaderName;
import io.haloom.sample.compile.CompileScope;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rules on heads, and what HAProxy 2.6.12 made of them: what its server received, or what its
 * client did.
 */
class HttpActionTest {
  private static final CompileScope.Section LISTEN = CompileScope.Section.LISTEN;

  static List<String> words(String line) throws Exception {
    return new Tokenizer(name -> null, true)
        .split(ConfigText.bytes(line)).stream().map(Word::text).toList();
  }

  static HttpRules compile(String... lines) throws Exception {
    HttpRuleParser parser = new HttpRuleParser(new CompileScope(LISTEN, "f"), new HttpErrors());
    for (String line : lines) {
      List<String> words = words(line.strip());
      if (words.getFirst().equals("redirect")) {
        parser.parseRedirect(words);
      } else {
        parser.parse(words);
      }
    }
    return parser.rules();
  }

  private static Verdict evaluate(List<Rule> rules, HttpWorld world) {
    Verdict verdict = RuleSet.evaluate(rules, world);
    return verdict == Verdict.ACCEPT ? Verdict.CONTINUE : verdict;
  }

  private static String outcome(String[] row) throws Exception {
    HttpRules rules = compile(row[0].split(" ;; "));
    HttpWorld world = new HttpWorld(row[1].replace('|', '\n'));
    Verdict verdict = evaluate(rules.request(), world);
    if (verdict == Verdict.CONTINUE) {
      verdict = evaluate(rules.redirects(), world);
    }
    if (verdict == Verdict.CONTINUE && !row[2].isEmpty()) {
      world.answered(row[2].replace('|', '\n'));
      verdict = evaluate(rules.response(), world);
    }
    if (verdict == Verdict.CONTINUE && !row[2].isEmpty()) {
      verdict = evaluate(rules.afterResponse(), world);
    }
    return switch (verdict) {
      case CONTINUE -> row[2].isEmpty() ? world.requestText() : world.responseText();
      case INVALID -> {
        world.reply = ErrorPages.reply(400);
        yield world.replyText().replace("|connection: close", "");
      }
      default -> world.replyText();
    };
  }

  @Test
  void rulesDoWhatHaproxyDoes() throws Exception {
    Map<String, String> wrong = new TreeMap<>();
    try (InputStream in = HttpActionTest.class.getResourceAsStream("http-rules.tsv")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.lines().toList()) {
        String[] row = line.split("\t", -1);
        String actual = outcome(row).replace("\n", "\\n");
        if (!actual.equals(row[3])) {
          wrong.put(row[0] + " on " + row[1], "\n  " + actual + "\n  instead of\n  " + row[3]);
        }
      }
    }
    assertEquals(Map.of(), wrong);
  }

  @Test
  void anEditWithoutRoomEndsTheRequestInStrictMode() throws Exception {
    HttpWorld world = new HttpWorld("GET / HTTP/1.1\nHost: h");
    world.room = 20;
    List<Rule> rules =
        compile("http-request set-header x-a 12345678", "http-request set-header x-b 1234567890")
            .request();
    world.room = 15;
    assertEquals(Verdict.CONTINUE, RuleSet.evaluate(rules.subList(0, 1), world));
    world.room = 16;
    assertEquals(Verdict.ERROR, RuleSet.evaluate(rules.subList(1, 2), world));
    world.strictMode(false);
    assertEquals(Verdict.CONTINUE, RuleSet.evaluate(rules.subList(1, 2), world));
    assertEquals("GET /|host: h|x-a: 12345678", world.requestText());
    assertEquals(List.of("failed rewrite", "failed rewrite"), world.changes);
  }

  @Test
  void otherActionsReachTheSession() throws Exception {
    HttpWorld world = new HttpWorld("GET / HTTP/1.1\nHost: h");
    List<Rule> rules =
        compile(
                "http-request early-hint Link </a>",
                "http-request early-hint Link </b>",
                "http-request early-hint Link </c> if TRUE",
                "http-request set-timeout server 5s",
                "http-request set-timeout tunnel int(70)",
                "http-request wait-for-body time 2s at-least 1k",
                "http-request disable-l7-retry",
                "http-request capture path len 3",
                "http-request capture hdr(host) id 0",
                "http-request set-log-level silent",
                "http-request set-mark 5",
                "http-request set-priority-class int(3)")
            .request();
    assertEquals(Verdict.CONTINUE, RuleSet.evaluate(rules, world));
    assertEquals(
        List.of(
            "hints [link=</a>, link=</b>]",
            "hints [link=</c>]",
            "server timeout 5000",
            "tunnel timeout 70",
            "wait 2000 1024",
            "no retry",
            "capture 0 /",
            "capture 0 h",
            "log level -1",
            "mark 5",
            "priority class 3"),
        world.changes);
  }

  @Test
  void verdictsTellWhatHappens() throws Exception {
    HttpWorld world = new HttpWorld("GET / HTTP/1.1\nHost: h");
    Map<String, Verdict> expected =
        Map.of(
            "allow", Verdict.ACCEPT,
            "deny", Verdict.DENY,
            "tarpit", Verdict.TARPIT,
            "reject", Verdict.REJECT,
            "silent-drop", Verdict.SILENT_DROP,
            "auth", Verdict.REPLY,
            "return", Verdict.REPLY);
    for (Map.Entry<String, Verdict> entry : expected.entrySet()) {
      List<Rule> rules = compile("http-request " + entry.getKey()).request();
      assertEquals(entry.getValue(), RuleSet.evaluate(rules, world), entry.getKey());
    }
  }

  @Test
  void patternsChangeWhileTheyAreUsed(@TempDir Path folder) throws Exception {
    Path acl = Files.writeString(folder.resolve("a.lst"), "/old\n");
    Path map = Files.writeString(folder.resolve("m.map"), "/old first\n");
    HttpRules rules =
        compile(
            "http-request set-header x-map %[path,map(" + map + ",none)]",
            "http-request deny if { path -f " + acl + " }",
            "http-request add-acl(" + acl + ") %[path]",
            "http-request set-map(" + map + ") %[path] second%[method]",
            "http-request del-acl(" + acl + ") /old",
            "http-request del-map(" + map + ") /old");
    assertEquals("CONTINUE none", answer(rules, "/new"));
    assertEquals("DENY secondGET", answer(rules, "/new"));
    assertEquals("CONTINUE none", answer(rules, "/old"));
  }

  private static String answer(HttpRules rules, String path) throws Exception {
    HttpWorld world = new HttpWorld("GET " + path + " HTTP/1.1\nHost: h");
    Verdict verdict = RuleSet.evaluate(rules.request(), world);
    return verdict + " " + world.request.headers().value(HeaderName.of("x-map"));
  }

  @Test
  void aProxiedClientIsAskedAsOne() throws Exception {
    HttpWorld world = new HttpWorld("GET http://h/ HTTP/1.1\nHost: h");
    world.proxied = true;
    RuleSet.evaluate(compile("http-request auth").request(), world);
    assertEquals(407, world.reply.status());
    assertEquals("proxy-authenticate", world.reply.fields().getLast().name().toString());
  }
}
