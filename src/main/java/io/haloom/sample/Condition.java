package io.haloom.sample;

/** A compiled {@code if} or {@code unless} clause; immutable, evaluated by any thread. */
@FunctionalInterface
public interface Condition {

  /** Holds for every context: a rule without a clause. */
  Condition ALWAYS = context -> true;

  boolean test(SampleContext context);
}
