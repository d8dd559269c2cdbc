package io.haloom.sample;

/** A compiled {@code if} or {@code unless} clause; immutable, evaluated by any thread. */
@FunctionalInterface
public interface Condition {

  /** Holds for every context: a rule without a clause. */
  Condition ALWAYS = context -> true;

  /** Whether it holds; what more data might still decide counts as not matched. */
  boolean test(SampleContext context);

  /** As {@link #test}, but tells apart what more data might still decide. */
  default Outcome evaluate(SampleContext context) {
    return test(context) ? Outcome.PASS : Outcome.FAIL;
  }
}
