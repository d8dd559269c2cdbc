package io.haloom.rule;

import io.haloom.sample.Outcome;
import java.util.List;

/** Evaluates rules in order until one decides. */
public final class RuleSet {
  private RuleSet() {}

  /**
   * Evaluates rules from the first on.
   *
   * @return what a rule decided, {@link Verdict#CONTINUE} where none did, {@link Verdict#WAIT}
   *     where a condition needs data that may still come: all rules are then to be evaluated again.
   *     It is never returned when the context's data is complete.
   */
  public static Verdict evaluate(List<Rule> rules, RuleContext context) {
    // By index: an iterator would be garbage of each request.
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      Outcome outcome = rule.condition().evaluate(context);
      if (outcome == Outcome.MISS) {
        return Verdict.WAIT;
      }
      if (outcome == Outcome.PASS) {
        Verdict verdict = act(rule, context);
        if (verdict != Verdict.CONTINUE) {
          return verdict;
        }
      }
    }
    return Verdict.CONTINUE;
  }

  /** Does what a rule says, whose condition holds. */
  static Verdict act(Rule rule, RuleContext context) {
    Verdict verdict = rule.action().apply(context);
    if (verdict != Verdict.CONTINUE && verdict != Verdict.WAIT) {
      context.decidedBy(rule);
    }
    return verdict;
  }
}
