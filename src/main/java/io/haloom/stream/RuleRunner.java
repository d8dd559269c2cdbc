package io.haloom.stream;

import io.haloom.rule.Rule;
import io.haloom.rule.RuleContext;
import io.haloom.rule.Verdict;
import java.util.List;

/** Evaluates rules in order until one decides. */
final class RuleRunner {
  private RuleRunner() {}

  static Verdict run(List<Rule> rules, RuleContext context) {
    for (Rule rule : rules) {
      if (rule.condition().test(context)) {
        Verdict verdict = rule.action().apply(context);
        if (verdict != Verdict.CONTINUE) {
          return verdict;
        }
      }
    }
    return Verdict.CONTINUE;
  }
}
