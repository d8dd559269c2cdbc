package io.haloom.rule;

import io.haloom.sample.CompileException;
import io.haloom.sample.Condition;
import io.haloom.sample.compile.CompileScope;
import io.haloom.sample.compile.ConditionParser;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Compiles the {@code http-request}, {@code http-response}, {@code http-after-response} and {@code
 * redirect} lines of one section.
 */
public final class HttpRuleParser {
  /** Actions after which no other rule of the set is evaluated. */
  private static final Set<String> FINAL = Set.of("allow", "auth", "deny", "return", "tarpit");

  private final CompileScope scope;
  private final HttpErrors errors;
  private final Map<RulePlace, List<Supplier<String>>> checks = new EnumMap<>(RulePlace.class);
  private final Map<RulePlace, List<Rule>> rules = new EnumMap<>(RulePlace.class);
  private final Map<RulePlace, Boolean> ended = new EnumMap<>(RulePlace.class);
  private final List<Rule> redirects = new ArrayList<>();

  /**
   * @param scope the section's; {@link CompileScope#at} tells which line is compiled
   * @param errors the configuration's error messages
   */
  public HttpRuleParser(CompileScope scope, HttpErrors errors) {
    this.scope = scope;
    this.errors = errors;
    for (RulePlace place : ActionWord.http()) {
      rules.put(place, new ArrayList<>());
      checks.put(place, new ArrayList<>());
    }
  }

  /** What was compiled so far. */
  public HttpRules rules() {
    return new HttpRules(
        List.copyOf(rules.get(RulePlace.HTTP_REQUEST)),
        List.copyOf(redirects),
        List.copyOf(rules.get(RulePlace.HTTP_RESPONSE)),
        List.copyOf(rules.get(RulePlace.HTTP_AFTER_RESPONSE)));
  }

  /**
   * What is wrong with the rules now that the whole configuration is read, in HAProxy's words;
   * warnings go to the scope.
   */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    for (List<Supplier<String>> ofPlace : checks.values()) {
      for (Supplier<String> check : ofPlace) {
        String problem = check.get();
        if (problem != null) {
          problems.add(problem);
        }
      }
    }
    return problems;
  }

  /** Whether a rule of this set was final, so that the next ones are never evaluated. */
  public boolean isEnded(String keyword) {
    return ended.getOrDefault(place(keyword), false);
  }

  private static RulePlace place(String keyword) {
    return switch (keyword) {
      case "http-request" -> RulePlace.HTTP_REQUEST;
      case "http-response" -> RulePlace.HTTP_RESPONSE;
      case "http-after-response" -> RulePlace.HTTP_AFTER_RESPONSE;
      default -> throw new IllegalArgumentException(keyword);
    };
  }

  /**
   * Compiles one rule.
   *
   * @param words all words of the line, the keyword first
   * @throws CompileException with HAProxy's message; warnings go to the scope
   */
  public void parse(List<String> words) throws CompileException {
    RulePlace place = place(words.getFirst());
    ActionLine line = line(words, place);
    String name = line.next();
    ActionWord word = ActionTable.STANDARD.find(name, place);
    if (word == null) {
      throw unknownAction(name, place);
    }
    Action action;
    try {
      action = word.compiler().compile(line, name);
    } catch (CompileException e) {
      throw sentence(
          e,
          "error detected in %s '%s' while parsing '%s %s' rule : "
              .formatted(proxy(), scope.name(), place.words(), name));
    }
    boolean conditional = isClause(line.peek());
    Rule rule = rule(action, condition(line, place, name));
    boolean endless = action instanceof RedirectAction r && !r.flags().ignoreEmpty();
    ended.put(place, !conditional && (FINAL.contains(name) || endless));
    add(rules.get(place), rule);
  }

  private Rule rule(Action action, Condition condition) {
    return new Rule(action, condition, scope.file(), scope.line());
  }

  /** As HAProxy, makes one response of hints whose rules follow each other without conditions. */
  private static void add(List<Rule> list, Rule rule) {
    Rule last = list.isEmpty() ? null : list.getLast();
    if (last != null
        && last.condition() == Condition.ALWAYS
        && rule.condition() == Condition.ALWAYS
        && last.action() instanceof HeaderActions.EarlyHint first
        && rule.action() instanceof HeaderActions.EarlyHint second) {
      list.removeLast();
      list.add(new Rule(first.followedBy(second), Condition.ALWAYS, rule.file(), rule.line()));
    } else {
      list.add(rule);
    }
  }

  /**
   * Compiles a {@code redirect} line, whose destination is no log format.
   *
   * @param words all words of the line
   */
  public void parseRedirect(List<String> words) throws CompileException {
    ActionLine line =
        new ActionLine(
            words, 1, RulePlace.HTTP_REQUEST, scope, surroundings(RulePlace.HTTP_REQUEST));
    try {
      Action action = RedirectParser.compile(line, false);
      redirects.add(rule(action, condition(line, RulePlace.HTTP_REQUEST, "redirect")));
    } catch (CompileException e) {
      throw sentence(
          e,
          "error detected in %s '%s' while parsing redirect rule : "
              .formatted(proxy(), scope.name()));
    }
  }

  /**
   * Compiles the reply of an {@code http-error} line.
   *
   * @param words all words of the line
   */
  public ReplyTemplate parseError(List<String> words) throws CompileException {
    ReplyParser parser = new ReplyParser(words, 1, FormatPlace.errors(scope), errors);
    ReplyTemplate template = parser.parse(0);
    if (template.status() == 0) {
      throw new CompileException("expects at least a <status> as arguments.\n", 0);
    }
    if (parser.nextWord() < words.size()) {
      String word = words.get(parser.nextWord());
      throw new CompileException("unknown keyword '" + word + "'.", parser.nextWord());
    }
    return template;
  }

  private static CompileException sentence(CompileException e, String start) {
    return new CompileException(start + e.getMessage() + ".", e.word());
  }

  private HttpSurroundings surroundings(RulePlace place) {
    return new HttpSurroundings(errors, checks.get(place));
  }

  private ActionLine line(List<String> words, RulePlace place) {
    return new ActionLine(words, 1, place, scope, surroundings(place));
  }

  private static boolean isClause(String word) {
    return word.equals("if") || word.equals("unless");
  }

  /** As HAProxy's messages name the section: one that listens and forwards is a proxy. */
  private String proxy() {
    return scope.kind().equals("listen") ? "proxy" : scope.kind();
  }

  private Condition condition(ActionLine line, RulePlace place, String name)
      throws CompileException {
    if (!isClause(line.peek())) {
      if (line.peek().isEmpty()) {
        return Condition.ALWAYS;
      }
      throw new CompileException(
          "'%s %s' expects either 'if' or 'unless' followed by a condition but found '%s'."
              .formatted(place.words(), name, line.peek()),
          line.at());
    }
    ConditionParser.Compiled condition;
    try {
      condition = new ConditionParser(scope).parse(line.rest());
    } catch (CompileException e) {
      throw conditionError(e, line, place, name);
    }
    String warning = condition.misplaced(place.checkpoints(scope), null);
    if (warning != null) {
      scope.warn(warning);
    }
    return condition;
  }

  private CompileException conditionError(
      CompileException e, ActionLine line, RulePlace place, String name) {
    if (line.words().getFirst().equals("redirect")) {
      return e.prefixed("error in condition: ");
    }
    return sentence(
        e,
        name.equals("redirect")
            ? "error detected in %s '%s' while parsing '%s redirect' rule : error in condition: "
                .formatted(proxy(), scope.name(), place.words())
            : "error detected while parsing an '%s %s' condition : "
                .formatted(place.words(), name));
  }

  private CompileException unknownAction(String name, RulePlace place) {
    String reason = UnsupportedActions.reason(name, place);
    if (reason != null) {
      return new CompileException("'" + place.words() + " " + name + "' " + reason, 1);
    }
    return new CompileException(
        "'%s' expects %s, but got '%s'%s.%s"
            .formatted(
                place.words(),
                ActionTable.STANDARD.list(place),
                name,
                name.isEmpty() ? " (missing argument)" : "",
                ActionTable.STANDARD.hint(name, place)),
        1);
  }
}
