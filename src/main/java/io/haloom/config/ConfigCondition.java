package io.haloom.config;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The conditions of {@code .if}, {@code .elif} and {@code -cc} (HAProxy manual, section 2.4):
 * integers, predicates with arguments, {@code !}, {@code &&}, {@code ||} and parentheses. The whole
 * text is parsed before any of it is evaluated.
 */
public final class ConfigCondition {
  private static final int MAX_DEPTH = 1024;

  private final String text;
  private final ConditionPredicates predicates;
  private int at;

  private ConfigCondition(String text, ConditionPredicates predicates) {
    this.text = text;
    this.predicates = predicates;
  }

  /**
   * Parses and evaluates {@code text}; an empty one is false.
   *
   * @throws ConditionException where it cannot be parsed
   */
  public static boolean evaluate(String text, ConditionPredicates predicates)
      throws ConditionException {
    if (text.isEmpty()) {
      return false;
    }
    ConfigCondition condition = new ConfigCondition(text, predicates);
    BooleanSupplier parsed = condition.alternatives(MAX_DEPTH);
    condition.skipBlanks();
    if (condition.at < text.length()) {
      throw new ConditionException(
          "unexpected character '%c' at the end of conditional expression '%s'"
              .formatted(text.charAt(condition.at), text),
          condition.at);
    }
    return parsed.getAsBoolean();
  }

  private BooleanSupplier alternatives(int depth) throws ConditionException {
    List<BooleanSupplier> terms = list("||", "expression", depth);
    return () -> terms.stream().anyMatch(BooleanSupplier::getAsBoolean);
  }

  private BooleanSupplier conjunction(int depth) throws ConditionException {
    List<BooleanSupplier> terms = list("&&", "sub-expression", depth);
    return () -> terms.stream().allMatch(BooleanSupplier::getAsBoolean);
  }

  private List<BooleanSupplier> list(String operator, String what, int depth)
      throws ConditionException {
    List<BooleanSupplier> terms = new ArrayList<>();
    do {
      if (!terms.isEmpty()) {
        at += operator.length();
        skipBlanks();
      }
      if (depth <= terms.size() || at >= text.length()) {
        throw unparsable(what, at);
      }
      int inner = depth - terms.size() - 1;
      terms.add(operator.equals("||") ? conjunction(inner) : term(inner));
      skipBlanks();
    } while (text.startsWith(operator, at));
    return terms;
  }

  private BooleanSupplier term(int depth) throws ConditionException {
    int start = at;
    skipBlanks();
    boolean negated = false;
    while (peek() == '!') {
      negated = !negated;
      at++;
      skipBlanks();
    }
    boolean not = negated;
    BooleanSupplier term = positiveTerm(start, depth);
    return () -> term.getAsBoolean() != not;
  }

  private BooleanSupplier positiveTerm(int start, int depth) throws ConditionException {
    Boolean number = number();
    if (number != null) {
      return () -> number;
    }
    if (peek() == '(') {
      return parenthesis(start, depth);
    }
    int nameEnd = at;
    while (nameEnd < text.length() && " (".indexOf(text.charAt(nameEnd)) < 0) {
      nameEnd++;
    }
    String name = text.substring(at, nameEnd);
    int arity = predicates.arity(name);
    if (arity < 0) {
      throw unparsable("expression", start);
    }
    at = nameEnd;
    List<String> arguments = arguments(name, arity);
    return () -> predicates.test(name, arguments);
  }

  private BooleanSupplier parenthesis(int start, int depth) throws ConditionException {
    at++;
    skipBlanks();
    if (depth <= 0 || at >= text.length()) {
      throw unparsable("expression", start);
    }
    BooleanSupplier inner = alternatives(depth - 1);
    skipBlanks();
    if (peek() != ')') {
      throw new ConditionException(
          "expected ')' after conditional expression '" + text.substring(start) + "'", start);
    }
    at++;
    skipBlanks();
    return inner;
  }

  /**
   * An integer as C's strtol reads it (decimal, 0x, 0): true unless zero; null where there is none.
   */
  private Boolean number() {
    int i = at;
    if (i < text.length() && (text.charAt(i) == '-' || text.charAt(i) == '+')) {
      i++;
    }
    int base = 10;
    if (text.regionMatches(true, i, "0x", 0, 2)
        && i + 2 < text.length()
        && Character.digit(text.charAt(i + 2), 16) >= 0) {
      base = 16;
      i += 2;
    } else if (i < text.length() && text.charAt(i) == '0') {
      base = 8;
    }
    int first = i;
    boolean value = false;
    while (i < text.length() && Character.digit(text.charAt(i), base) >= 0) {
      value |= text.charAt(i) != '0';
      i++;
    }
    if (i == first) {
      return null;
    }
    at = i;
    return value;
  }

  private List<String> arguments(String name, int arity) throws ConditionException {
    ArgumentList list = new ArgumentList(text, at, arity);
    String error = list.error();
    if (error != null) {
      throw new ConditionException(
          "%s in argument %d of predicate '%s' used in conditional expression"
              .formatted(error, list.errorArgument(), name),
          list.end());
    }
    at = list.end();
    return list.values();
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private void skipBlanks() {
    while (peek() == ' ' || peek() == '\t') {
      at++;
    }
  }

  private ConditionException unparsable(String what, int offset) {
    return new ConditionException(
        "unparsable conditional " + what + " '" + text.substring(offset) + "'", offset);
  }
}
