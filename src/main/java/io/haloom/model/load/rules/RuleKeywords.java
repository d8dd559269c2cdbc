package io.haloom.model.load.rules;

import io.haloom.config.KeywordTable;
import io.haloom.model.Place;
import io.haloom.model.load.draft.NamedRule;
import io.haloom.model.load.line.ProxyLine;
import io.haloom.model.load.line.ProxyWord;
import io.haloom.model.load.word.LineException;
import io.haloom.model.load.word.Names;
import io.haloom.model.load.word.Numbers;
import io.haloom.rule.TcpRules;
import io.haloom.sample.Checkpoint;
import io.haloom.sample.CompileException;
import io.haloom.sample.Condition;
import io.haloom.sample.compile.AclParser;
import java.util.EnumSet;
import java.util.List;

/**
 * ACLs and the rules that use them: {@code acl}, {@code use_backend}, {@code use-server}, {@code
 * tcp-request}, {@code tcp-response}.
 */
public final class RuleKeywords {
  private RuleKeywords() {}

  public static KeywordTable<ProxyWord> table() {
    KeywordTable.Builder<ProxyWord> table = KeywordTable.builder();
    table.yes("acl", RuleKeywords::acl);
    table.yes("use_backend", RuleKeywords::useBackend);
    table.yes("use-server", RuleKeywords::useServer);
    table.yes("tcp-request", RuleKeywords::tcpRule);
    table.yes("tcp-response", RuleKeywords::tcpRule);
    table.yes("declare", RuleKeywords::declare);
    return table.build();
  }

  private static void acl(ProxyLine line) throws LineException {
    String name = line.word(1);
    if (line.proxy().isDefaults() && line.proxy().name().isEmpty()) {
      throw new LineException("'acl' not allowed in anonymous 'defaults' section.");
    }
    if (name.isEmpty()) {
      throw new LineException("'acl' expects a name and an expression.");
    }
    int bad = Names.firstBad(name);
    if (bad >= 0) {
      throw new LineException(
          "character '%c' is not permitted in acl name '%s'.".formatted(name.charAt(bad), name));
    }
    if (name.equalsIgnoreCase("or")) {
      throw new LineException(
          "acl name '"
              + name
              + "' will never match. 'or' is used to express a logical disjunction within a"
              + " condition.");
    }
    try {
      new AclParser(line.scope()).define(line.line().from(1));
    } catch (CompileException e) {
      giveUp(line, name);
      throw new LineException(
          "error detected while parsing ACL '" + name + "' : " + e.getMessage() + ".");
    } finally {
      line.scope().takeWarnings().forEach(line::warn);
    }
  }

  /** Lets rules name an ACL that could not be read: what is wrong with it has been told. */
  private static void giveUp(ProxyLine line, String name) {
    try {
      new AclParser(line.scope()).define(List.of(name, "always_false"));
    } catch (CompileException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void useBackend(ProxyLine line) throws LineException {
    line.notInDefaults();
    line.wantsFrontend("use_backend");
    if (!line.has(1)) {
      throw new LineException("'use_backend' expects a backend name.");
    }
    Condition condition = Condition.ALWAYS;
    if (isClause(line.word(2))) {
      condition =
          Conditions.parse(
              line,
              2,
              EnumSet.of(Checkpoint.USE_BACKEND),
              "error detected while parsing switching rule : ");
    } else if (line.has(2)) {
      throw new LineException(
          "unexpected keyword '"
              + line.word(2)
              + "' after switching rule, only 'if' and 'unless' are allowed.");
    }
    line.proxy().frontend.useBackends.add(new NamedRule(line.word(1), condition, place(line)));
  }

  private static void useServer(ProxyLine line) throws LineException {
    line.notInDefaults();
    line.wantsBackend("use-server");
    if (!line.has(1)) {
      throw new LineException("'use-server' expects a server name.");
    }
    if (!isClause(line.word(2))) {
      throw new LineException(
          "'use-server' requires either 'if' or 'unless' followed by a condition.");
    }
    Condition condition =
        Conditions.parse(
            line,
            2,
            EnumSet.of(Checkpoint.USE_SERVER),
            "error detected while parsing switching rule : ");
    line.proxy().backend.useServers.add(new NamedRule(line.word(1), condition, place(line)));
  }

  private static boolean isClause(String word) {
    return word.equals("if") || word.equals("unless");
  }

  private static Place place(ProxyLine line) {
    return new Place(line.line().file(), line.line().number());
  }

  private static void tcpRule(ProxyLine line) throws LineException {
    String later = line.keyword().equals("tcp-request") ? rulesThatComeLater(line) : null;
    try {
      line.scope();
      line.proxy().tcpRules.parse(line.from(0));
      if (later != null) {
        line.warn(
            "a 'tcp-request' rule placed after "
                + (later.equals("http-request") ? "an '" : "a '")
                + later
                + "' rule will still be processed before.");
      }
    } catch (CompileException e) {
      throw new LineException(e.getMessage());
    } finally {
      line.scope().takeWarnings().forEach(line::warn);
    }
  }

  /** Rules written above this one that are evaluated after it, or null. */
  private static String rulesThatComeLater(ProxyLine line) {
    TcpRules rules = line.proxy().tcpRules.rules();
    String kind = line.word(1);
    if (kind.equals("inspect-delay")) {
      return null;
    }
    if (kind.equals("connection") && !rules.session().isEmpty()) {
      return "tcp-request session";
    }
    if (!kind.equals("content") && !rules.content().isEmpty()) {
      return "tcp-request content";
    }
    return RuleOrder.later(line.proxy(), RuleOrder.TCP_REQUEST);
  }

  /** {@code declare capture}: a slot that rules fill and logs show. */
  private static void declare(ProxyLine line) throws LineException {
    if (line.proxy().isDefaults()) {
      throw new LineException("'declare' not available in default section");
    }
    if (!line.proxy().hasFrontend()) {
      throw new LineException("'declare' only available in frontend or listen section");
    }
    if (!line.word(1).equals("capture")) {
      throw new LineException(
          line.has(1)
              ? "unknown declaration type '" + line.word(1) + "' (supports 'capture')"
              : "'declare' needs a second keyword that specify the type of declaration"
                  + " ('capture')");
    }
    String direction = line.word(2);
    if (!List.of("request", "response").contains(direction)) {
      throw new LineException("'declare capture' requires a direction ('request' or 'response')");
    }
    if (!line.word(3).equals("len")) {
      throw new LineException("'declare capture' requires a capture length ('len')");
    }
    String length = line.word(4);
    if (length.isEmpty()) {
      throw new LineException(
          "'declare capture': 'len' requires a numeric value that represents the capture length");
    }
    if (Numbers.length(length) != length.length()) {
      throw new LineException("'declare capture': cannot parse the length '" + length + "'.");
    }
    if (Numbers.leading(length) <= 0) {
      throw new LineException("length must be > 0");
    }
    if (direction.equals("response")) {
      line.proxy().http.captureResponse(null, Numbers.leading(length));
    } else {
      line.proxy().http.captureRequest(null, Numbers.leading(length));
    }
  }
}
