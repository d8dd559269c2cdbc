package io.haloom.rule;

import io.haloom.sample.CompileException;
import java.util.EnumSet;
import java.util.Set;

/**
 * An action as the configuration names it.
 *
 * @param name its word
 * @param prefix whether a parenthesis may follow the word: {@code set-var(name)}
 * @param places the rule sets it may stand in
 * @param compiler makes the action of the words after it
 */
record ActionWord(String name, boolean prefix, Set<RulePlace> places, Compiler compiler) {

  /** Makes an action. */
  @FunctionalInterface
  interface Compiler {

    /**
     * @param line its cursor stands behind the action's word, and is to be left behind the last
     *     word of the action
     * @param word the action's word as written
     */
    Action compile(ActionLine line, String word) throws CompileException;
  }

  static ActionWord of(String name, Set<RulePlace> places, Compiler compiler) {
    return new ActionWord(name, false, places, compiler);
  }

  static ActionWord prefix(String name, Set<RulePlace> places, Compiler compiler) {
    return new ActionWord(name, true, places, compiler);
  }

  static Set<RulePlace> everywhere() {
    return EnumSet.allOf(RulePlace.class);
  }

  /** All rule sets of TCP. */
  static Set<RulePlace> tcp() {
    return EnumSet.range(RulePlace.CONNECTION, RulePlace.RESPONSE);
  }

  /** The rule sets of TCP that look at what comes from the client. */
  static Set<RulePlace> tcpRequests() {
    return EnumSet.range(RulePlace.CONNECTION, RulePlace.CONTENT);
  }

  /** All rule sets that see the client's connection before a response is sent. */
  static Set<RulePlace> requests() {
    return EnumSet.of(
        RulePlace.CONNECTION, RulePlace.SESSION, RulePlace.CONTENT, RulePlace.HTTP_REQUEST);
  }

  /** The rule sets that see what was sent, in TCP or HTTP mode. */
  static Set<RulePlace> contents() {
    return EnumSet.of(
        RulePlace.CONTENT, RulePlace.RESPONSE, RulePlace.HTTP_REQUEST, RulePlace.HTTP_RESPONSE);
  }

  /** All rule sets of HTTP mode. */
  static Set<RulePlace> http() {
    return EnumSet.range(RulePlace.HTTP_REQUEST, RulePlace.HTTP_AFTER_RESPONSE);
  }

  /** The rule sets of HTTP mode that see a message as it was received. */
  static Set<RulePlace> httpMessages() {
    return EnumSet.of(RulePlace.HTTP_REQUEST, RulePlace.HTTP_RESPONSE);
  }

  boolean matches(String word) {
    return word.equals(name) || prefix && word.startsWith(name);
  }
}
