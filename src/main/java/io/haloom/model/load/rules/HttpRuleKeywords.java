package io.haloom.model.load.rules;

import io.haloom.config.KeywordTable;
import io.haloom.model.HttpConfig.PersistRule;
import io.haloom.model.load.line.ProxyLine;
import io.haloom.model.load.line.ProxyWord;
import io.haloom.model.load.word.LineException;
import io.haloom.rule.HttpRuleParser;
import io.haloom.sample.Checkpoint;
import io.haloom.sample.CompileException;
import io.haloom.sample.Condition;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * {@code http-request}, {@code http-response}, {@code http-after-response}, {@code redirect},
 * {@code monitor fail}, {@code force-persist} and {@code ignore-persist}.
 */
public final class HttpRuleKeywords {
  private HttpRuleKeywords() {}

  public static KeywordTable<ProxyWord> table() {
    KeywordTable.Builder<ProxyWord> table = KeywordTable.builder();
    for (String word : new String[] {"http-request", "http-response", "http-after-response"}) {
      table.yes(word, line -> rule(line, line.from(0)));
    }
    table.yes("redirect", HttpRuleKeywords::redirect);
    table.yes("monitor", HttpRuleKeywords::monitor);
    table.yes("force-persist", line -> persist(line, true));
    table.yes("ignore-persist", line -> persist(line, false));
    return table.build();
  }

  /** Compiles a rule whose words may be another form of the line's. */
  public static void rule(ProxyLine line, List<String> words) throws LineException {
    String keyword = words.getFirst();
    if (line.proxy().isDefaults() && line.proxy().name().isEmpty()) {
      throw new LineException("'" + keyword + "' not allowed in anonymous 'defaults' section.");
    }
    experimental(line, words);
    HttpRuleParser parser = parser(line);
    if (parser.isEnded(keyword)) {
      line.warnTight(
          "previous '"
              + keyword
              + "' action is final and has no condition attached, further entries are NOOP.");
    }
    try {
      parser.parse(words);
    } catch (CompileException e) {
      throw e.getMessage().startsWith("'")
          ? LineException.tight(e.getMessage())
          : new LineException(e.getMessage());
    } finally {
      line.scope().takeWarnings().forEach(line::warn);
    }
    if (keyword.equals("http-request")) {
      RuleOrder.warn(line, "http-request", RuleOrder.HTTP_REQUEST);
    }
  }

  /** The one action that HAProxy may change without notice. */
  private static void experimental(ProxyLine line, List<String> words) throws LineException {
    boolean asked = words.size() > 1 && words.get(1).equals("normalize-uri");
    if (asked && !line.context().global().flag("expose-experimental-directives")) {
      throw new LineException(
          "'normalize-uri' action is experimental, must be allowed via a global"
              + " 'expose-experimental-directives'");
    }
  }

  private static HttpRuleParser parser(ProxyLine line) {
    line.scope().http(line.proxy().isHttp());
    line.scope().aliases(line.context().vocabulary().aliases());
    return line.proxy().http.parser(line.context().httpErrors());
  }

  private static void redirect(ProxyLine line) throws LineException {
    line.notInDefaults();
    try {
      parser(line).parseRedirect(line.from(0));
    } catch (CompileException e) {
      throw new LineException(e.getMessage());
    } finally {
      line.scope().takeWarnings().forEach(line::warn);
    }
    RuleOrder.warn(line, "redirect", RuleOrder.REDIRECT);
  }

  private static void monitor(ProxyLine line) throws LineException {
    line.notInDefaults();
    Set<Checkpoint> places =
        line.wantsFrontend("monitor")
            ? EnumSet.of(Checkpoint.FRONTEND_HTTP_REQUEST)
            : EnumSet.allOf(Checkpoint.class);
    if (!line.word(1).equals("fail")) {
      throw new LineException("'monitor' only supports 'fail'.");
    }
    requireClause(line, 2, "monitor fail");
    RuleOrder.warn(line, "monitor fail", RuleOrder.MONITOR);
    line.proxy()
        .http
        .monitorFail
        .add(
            Conditions.parse(
                line, 2, places, "error detected while parsing a 'monitor fail' condition : "));
  }

  private static void requireClause(ProxyLine line, int at, String what) throws LineException {
    if (!line.word(at).equals("if") && !line.word(at).equals("unless")) {
      throw new LineException(
          "'" + what + "' requires either 'if' or 'unless' followed by a condition.");
    }
  }

  private static void persist(ProxyLine line, boolean force) throws LineException {
    line.notInDefaults();
    line.wantsBackend(line.keyword());
    requireClause(line, 1, line.keyword());
    Set<Checkpoint> places = EnumSet.of(Checkpoint.BACKEND_CONTENT);
    Condition condition =
        Conditions.parse(
            line, 1, places, "error detected while parsing a '" + line.keyword() + "' rule : ");
    line.proxy().http.persistRules.add(new PersistRule(force, condition));
  }
}
