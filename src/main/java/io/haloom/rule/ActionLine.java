package io.haloom.rule;

import io.haloom.sample.Checkpoint;
import io.haloom.sample.CompileException;
import io.haloom.sample.Expression;
import io.haloom.sample.LogFormat;
import io.haloom.sample.Source;
import io.haloom.sample.compile.CompileScope;
import io.haloom.sample.compile.ExpressionParser;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** The words of a rule while its action is compiled: a cursor that actions move on. */
final class ActionLine {
  private final List<String> words;
  private final RulePlace place;
  private final CompileScope scope;
  private final HttpSurroundings http;
  private int at;

  /**
   * @param at the action's word
   */
  ActionLine(List<String> words, int at, RulePlace place, CompileScope scope) {
    this(words, at, place, scope, null);
  }

  /**
   * @param at the action's word
   * @param http what actions of HTTP rules need; null for those of TCP
   */
  ActionLine(
      List<String> words, int at, RulePlace place, CompileScope scope, HttpSurroundings http) {
    this.words = words;
    this.at = at;
    this.place = place;
    this.scope = scope;
    this.http = http;
  }

  HttpErrors errors() {
    return http.errors();
  }

  /**
   * Adds what can only be checked when the whole configuration is read.
   *
   * @param check gives what is wrong, or null
   */
  void later(Supplier<String> check) {
    http.checks().add(check);
  }

  /** The same line with other words, its cursor in the same place. */
  ActionLine with(List<String> others) {
    return new ActionLine(others, at, place, scope, http);
  }

  List<String> words() {
    return words;
  }

  /** Moves the cursor to another word. */
  void moveTo(int word) {
    at = word;
  }

  RulePlace place() {
    return place;
  }

  CompileScope scope() {
    return scope;
  }

  int at() {
    return at;
  }

  /** The word at the cursor, empty past the end. */
  String peek() {
    return at < words.size() ? words.get(at) : "";
  }

  /** The word at the cursor, which is stepped over. */
  String next() {
    String word = peek();
    at++;
    return word;
  }

  /** The words from the cursor on. */
  List<String> rest() {
    return words.subList(Math.min(at, words.size()), words.size());
  }

  Set<Checkpoint> checkpoints() {
    return place.checkpoints(scope);
  }

  /**
   * Compiles the expression at the cursor and steps over it.
   *
   * @param places where its sample will be taken
   * @param name how a message calls the fetch that cannot be used there; null for its last word
   */
  Expression expression(Set<Checkpoint> places, String name) throws CompileException {
    ExpressionParser parser = new ExpressionParser(scope, place.context());
    Expression expression = parser.parse(words, at);
    at = parser.nextWord();
    if (Collections.disjoint(expression.word().places(), places)) {
      throw new CompileException(
          "fetch method '%s' extracts information from '%s', none of which is available here"
              .formatted(
                  name == null ? words.get(at - 1) : name,
                  Source.phrase(expression.word().sources())),
          at - 1);
    }
    return expression;
  }

  /** Whether the cursor stands at the end of the action. */
  boolean atEnd() {
    String word = peek();
    return word.isEmpty() || word.equals("if") || word.equals("unless");
  }

  /** Compiles the log format at the cursor, which becomes part of a head, and steps over it. */
  LogFormat format() throws CompileException {
    return formats(place.context()).compile(next());
  }

  /** Where log formats of this rule stand. */
  FormatPlace formats(String context) {
    return new FormatPlace(scope, checkpoints(), context);
  }

  CompileException error(String message) {
    return new CompileException(message, Math.min(at, words.size() - 1));
  }
}
