package io.haloom.rule;

/** One action of a rule, compiled. */
@FunctionalInterface
public interface Action {

  /** Acts, and says whether the rules that follow still matter. */
  Verdict apply(RuleContext context);
}
