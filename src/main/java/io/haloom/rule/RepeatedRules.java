package io.haloom.rule;

import io.haloom.sample.Outcome;
import java.util.List;

/**
 * Rules that are evaluated again when more data has come. Where a condition waited, all of them
 * are; where an action waited, that action goes on, and what stands before it is over.
 */
public final class RepeatedRules {
  private final List<Rule> rules;
  private final RuleContext context;

  /** Index of the rule whose action waited, or -1. */
  private int waiting = -1;

  public RepeatedRules(List<Rule> rules, RuleContext context) {
    this.rules = rules;
    this.context = context;
  }

  /** As {@link RuleSet#evaluate}, from where the last evaluation stopped. */
  public Verdict evaluate() {
    int from = Math.max(waiting, 0);
    boolean resumed = waiting >= 0;
    waiting = -1;
    for (int i = from; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      Outcome outcome = resumed ? Outcome.PASS : rule.condition().evaluate(context);
      resumed = false;
      if (outcome == Outcome.MISS) {
        return Verdict.WAIT;
      }
      if (outcome == Outcome.PASS) {
        Verdict verdict = RuleSet.act(rule, context);
        if (verdict == Verdict.WAIT) {
          waiting = i;
        }
        if (verdict != Verdict.CONTINUE) {
          return verdict;
        }
      }
    }
    return Verdict.CONTINUE;
  }
}
