package io.haloom.rule;

import io.haloom.config.TimeValue;
import io.haloom.sample.CompileException;
import io.haloom.sample.Condition;
import io.haloom.sample.compile.CompileScope;
import io.haloom.sample.compile.ConditionParser;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Compiles the {@code tcp-request} and {@code tcp-response} lines of one section. */
public final class TcpRuleParser {
  private final CompileScope scope;
  private final Map<RulePlace, List<Rule>> rules = new EnumMap<>(RulePlace.class);
  private int requestDelay;
  private int responseDelay;

  /**
   * @param scope the section's; {@link CompileScope#at} tells which line is compiled
   */
  public TcpRuleParser(CompileScope scope) {
    this.scope = scope;
    for (RulePlace place : RulePlace.values()) {
      rules.put(place, new ArrayList<>());
    }
  }

  /** What was compiled so far. */
  public TcpRules rules() {
    return new TcpRules(
        List.copyOf(rules.get(RulePlace.CONNECTION)),
        List.copyOf(rules.get(RulePlace.SESSION)),
        List.copyOf(rules.get(RulePlace.CONTENT)),
        List.copyOf(rules.get(RulePlace.RESPONSE)),
        requestDelay,
        responseDelay);
  }

  /**
   * Compiles one line.
   *
   * @param words all its words, {@code tcp-request} or {@code tcp-response} first
   * @throws CompileException with HAProxy's message; warnings go to the scope
   */
  public void parse(List<String> words) throws CompileException {
    boolean request = words.getFirst().equals("tcp-request");
    String kind = words.size() > 1 ? words.get(1) : "";
    if (kind.isEmpty()) {
      throw new CompileException("missing argument for '" + words.getFirst() + "'" + in(), 0);
    }
    if (kind.equals("inspect-delay")) {
      inspectDelay(words, request);
      return;
    }
    RulePlace place = place(kind, request);
    if (place == null) {
      throw new CompileException(
          (request
                  ? "'tcp-request' expects 'inspect-delay', 'connection', or 'content'%s (got '%s')"
                  : "'tcp-response' expects 'inspect-delay' or 'content'%s (got '%s')")
              .formatted(in(), kind),
          1);
    }
    requireSection(words, place);
    rule(words, place);
  }

  private static RulePlace place(String kind, boolean request) {
    if (!request) {
      return kind.equals("content") ? RulePlace.RESPONSE : null;
    }
    return switch (kind) {
      case "connection" -> RulePlace.CONNECTION;
      case "session" -> RulePlace.SESSION;
      case "content" -> RulePlace.CONTENT;
      default -> null;
    };
  }

  private String in() {
    return scope.isDefaults()
        ? " in defaults section"
        : " in " + scope.kind() + " '" + scope.name() + "'";
  }

  private void requireSection(List<String> words, RulePlace place) throws CompileException {
    String what = words.get(0) + " " + words.get(1);
    boolean anonymous = scope.isDefaults() && scope.name().isEmpty();
    if (place == RulePlace.RESPONSE || words.get(0).equals("tcp-response")) {
      if (anonymous || !scope.isBackend()) {
        throw new CompileException(
            what + " is only allowed in 'backend' sections or 'defaults' section with a name", 0);
      }
    } else if (anonymous) {
      throw new CompileException(what + " is not allowed in anonymous 'defaults' sections", 0);
    } else if (place != RulePlace.CONTENT && place != null && !scope.isFrontend()) {
      throw new CompileException(
          what
              + " is not allowed because "
              + scope.kind()
              + " "
              + scope.name()
              + " is not a frontend",
          0);
    }
  }

  private void inspectDelay(List<String> words, boolean request) throws CompileException {
    requireSection(words, null);
    String what = words.get(0) + " " + words.get(1);
    String text = words.size() > 2 ? words.get(2) : "";
    TimeValue.Parsed time = TimeValue.parse(text, TimeValue.Unit.MS);
    if (!time.ok() || time.rest() != null) {
      throw new CompileException(
          "'" + what + "' expects a positive delay in milliseconds," + in() + reason(time, text),
          2);
    }
    if ((request ? requestDelay : responseDelay) != 0) {
      scope.warn("ignoring " + what + " (was already defined)" + in());
    } else if (request) {
      requestDelay = time.value();
    } else {
      responseDelay = time.value();
    }
  }

  private static String reason(TimeValue.Parsed time, String text) {
    if (time.problem() == TimeValue.Problem.OVERFLOW) {
      return " (timer overflow in '" + text + "', maximum value is 2147483647 ms or ~24.8 days)";
    }
    return text.isEmpty() ? "" : " (unexpected character '" + time.rest().charAt(0) + "')";
  }

  private void rule(List<String> words, RulePlace place) throws CompileException {
    ActionLine line = new ActionLine(words, 2, place, scope);
    String name = line.next();
    ActionWord word = ActionTable.STANDARD.find(name, place);
    if (word == null) {
      throw unknownAction(name, place);
    }
    String start = "'" + place.words() + " " + name + "' ";
    Action action = word.compiler().compile(line, name);
    Condition condition = Condition.ALWAYS;
    String next = line.peek();
    if (next.equals("if") || next.equals("unless")) {
      condition = condition(line, place, start);
    } else if (!next.isEmpty()) {
      throw new CompileException(
          start + "only accepts 'if' or 'unless'," + in() + " (got '" + next + "')", line.at());
    }
    rules.get(place).add(new Rule(action, condition, scope.file(), scope.line()));
  }

  private Condition condition(ActionLine line, RulePlace place, String start)
      throws CompileException {
    ConditionParser.Compiled condition;
    try {
      condition = new ConditionParser(scope).parse(line.rest());
    } catch (CompileException e) {
      throw new CompileException(
          "%s: error detected%s while parsing '%s' condition : %s"
              .formatted(start, in(), line.peek(), e.getMessage()),
          line.at());
    }
    String warning = condition.misplaced(place.checkpoints(scope), place.words());
    if (warning != null) {
      scope.warn(warning);
    }
    return condition;
  }

  private CompileException unknownAction(String name, RulePlace place) {
    String reason = UnsupportedActions.reason(name, place);
    if (reason != null) {
      return new CompileException("'" + place.words() + " " + name + "' " + reason, 2);
    }
    return new CompileException(
        "'%s' expects %s%s (got '%s').%s"
            .formatted(
                place.words(),
                ActionTable.STANDARD.list(place),
                in(),
                name,
                ActionTable.STANDARD.hint(name, place)),
        2);
  }
}
