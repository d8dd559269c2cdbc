package io.haloom.model.load.proxy;

import io.haloom.config.KeywordTable;
import io.haloom.config.TimeValue;
import io.haloom.config.TimeValue.Problem;
import io.haloom.config.TimeValue.Unit;
import io.haloom.model.StatsConfig.Access;
import io.haloom.model.StatsConfig.AccessRule;
import io.haloom.model.load.draft.StatsDraft;
import io.haloom.model.load.line.ProxyLine;
import io.haloom.model.load.line.ProxyWord;
import io.haloom.model.load.rules.Conditions;
import io.haloom.model.load.word.LineException;
import io.haloom.sample.Checkpoint;
import io.haloom.sample.Condition;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code stats} in proxies: the statistics page (HAProxy manual, section 4.2). */
final class StatsKeywords {
  private static final Pattern NODE = Pattern.compile("[A-Za-z0-9_.-]+");

  private StatsKeywords() {}

  static KeywordTable<ProxyWord> table() {
    return KeywordTable.<ProxyWord>builder().yes("stats", StatsKeywords::stats).build();
  }

  private static void stats(ProxyLine line) throws LineException {
    if (line.proxy().statsInherited && !line.proxy().isDefaults()) {
      line.proxy().stats = null;
      line.proxy().statsInherited = false;
    }
    switch (line.word(1)) {
      case "enable" -> draft(line);
      case "admin" -> admin(line);
      case "uri" -> {
        needs(line, "'uri' needs an URI prefix.");
        draft(line).uri = line.word(2);
      }
      case "realm" -> {
        needs(line, "'realm' needs an realm name.");
        draft(line).realm = line.word(2);
        oneWord(line);
      }
      case "refresh" -> refresh(line);
      case "http-request" -> access(line);
      case "auth" -> {
        needs(line, "'auth' needs a user:password account.");
        draft(line).users.add(line.word(2));
      }
      case "scope" -> {
        needs(line, "'scope' needs a proxy name.");
        draft(line).scopes.add(line.word(2));
      }
      case "hide-version" -> draft(line).hideVersion = true;
      case "show-legends" -> draft(line).showLegends = true;
      case "show-modules" -> draft(line).showModules = true;
      case "show-node" -> showNode(line);
      case "show-desc" -> showDescription(line);
      default ->
          throw LineException.tight(
              "%s '%s', expects 'admin', 'uri', 'realm', 'auth', 'scope', 'enable', 'hide-version', 'show-node', 'show-desc' or 'show-legends'."
                  .formatted(
                      line.has(1) ? "unknown stats parameter" : "missing keyword in",
                      line.word(line.has(1) ? 1 : 0)));
    }
  }

  /** HAProxy looks at one word only; whoever wrote more meant it as one. */
  private static void oneWord(ProxyLine line) {
    if (line.has(3)) {
      line.warn(
          "'stats %s' takes one word, '%s' is not part of it: put quotes around the whole, or a backslash before each space."
              .formatted(line.word(1), line.word(3)));
    }
  }

  private static StatsDraft draft(ProxyLine line) {
    if (line.proxy().stats == null) {
      line.proxy().stats = new StatsDraft();
    }
    return line.proxy().stats;
  }

  private static void needs(ProxyLine line, String message) throws LineException {
    if (!line.has(2)) {
      throw new LineException(message);
    }
  }

  private static void admin(ProxyLine line) throws LineException {
    if (line.proxy().isDefaults()) {
      throw LineException.tight("'stats admin' not allowed in 'defaults' section.");
    }
    StatsDraft stats = draft(line);
    if (!line.word(2).equals("if") && !line.word(2).equals("unless")) {
      throw new LineException(
          "'stats admin' requires either 'if' or 'unless' followed by a condition.");
    }
    stats.admin.add(
        Conditions.parse(
            line, 2, places(line), "error detected while parsing a 'stats admin' rule : "));
  }

  private static Set<Checkpoint> places(ProxyLine line) {
    Set<Checkpoint> places = EnumSet.noneOf(Checkpoint.class);
    if (line.proxy().hasFrontend()) {
      places.add(Checkpoint.FRONTEND_HTTP_REQUEST);
    }
    if (line.proxy().hasBackend()) {
      places.add(Checkpoint.BACKEND_HTTP_REQUEST);
    }
    return places;
  }

  private static void access(ProxyLine line) throws LineException {
    if (line.proxy().isDefaults()) {
      throw LineException.tight("'stats' not allowed in 'defaults' section.");
    }
    StatsDraft stats = draft(line);
    int at = 3;
    String realm = null;
    Access access =
        switch (line.word(2)) {
          case "allow" -> Access.ALLOW;
          case "deny" -> Access.DENY;
          case "auth" -> Access.AUTH;
          default ->
              throw new LineException(
                  "'stats http-request' supports 'allow', 'deny' and 'auth' (got '"
                      + line.word(2)
                      + "').");
        };
    if (access == Access.AUTH && line.word(at).equals("realm")) {
      realm = line.word(at + 1);
      if (realm.isEmpty()) {
        throw new LineException(
            "error detected in %s '%s' while parsing 'http-request auth' rule : missing realm value.\n."
                .formatted(line.proxy().typeName(), line.proxy().name()));
      }
      at += 2;
    }
    Condition condition = Condition.ALWAYS;
    if (line.has(at)) {
      condition =
          Conditions.parse(
              line,
              at,
              places(line),
              "error detected while parsing a 'stats http-request' rule : ");
    }
    stats.accessRules.add(new AccessRule(access, realm, condition));
  }

  private static void refresh(ProxyLine line) throws LineException {
    TimeValue.Parsed time = line.time(2, Unit.S);
    if (time.problem() == Problem.OVERFLOW) {
      throw LineException.tight(
          "timer overflow in argument <%s> to stats refresh interval, maximum value is 2147483647 s (~68 years)."
              .formatted(line.word(2)));
    }
    if (!time.ok()) {
      throw LineException.tight(
          "unexpected character '%c' in argument to stats refresh interval."
              .formatted(time.unexpected()));
    }
    draft(line).refreshSeconds = time.value();
  }

  private static void showNode(ProxyLine line) throws LineException {
    if (line.has(2) && !NODE.matcher(line.word(2)).matches()) {
      throw LineException.tight(
          "'stats show-node' invalid node name - should be a string"
              + "with digits(0-9), letters(A-Z, a-z), hyphen(-) or underscode(_).");
    }
    // An empty text stands for the global node, which may come later in the file.
    draft(line).node = line.word(2);
  }

  private static void showDescription(ProxyLine line) {
    String global = line.context().global().texts.get("description");
    if (!line.has(2) && global == null) {
      line.context()
          .diagnostics()
          .warning(
              "parsing [%s]: 'show-desc' requires a parameter or 'desc' to be set in the global section."
                  .formatted(line.line().location()));
      return;
    }
    draft(line).description = line.has(2) ? String.join(" ", line.from(2)) : global;
  }
}
