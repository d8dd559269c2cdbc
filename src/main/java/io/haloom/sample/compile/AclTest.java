package io.haloom.sample.compile;

import io.haloom.sample.Checkpoint;
import io.haloom.sample.Expression;
import io.haloom.sample.Outcome;
import io.haloom.sample.Sample;
import io.haloom.sample.SampleContext;
import io.haloom.sample.SampleType;
import io.haloom.sample.match.Matcher;
import java.util.Set;

/**
 * One line of an ACL: an expression, and what its sample must match.
 *
 * @param word the word it was written with, for messages
 * @param expression yields the sample
 * @param type what the sample is turned into first; null leaves it, for {@code -m found}
 * @param matcher decides
 */
record AclTest(String word, Expression expression, SampleType type, Matcher matcher) {

  Set<Checkpoint> places() {
    return expression.word().places();
  }

  Outcome evaluate(SampleContext context) {
    Sample sample = context.takeSample();
    sample.wantEvery();
    sample.mayWait(true);
    Outcome outcome = evaluate(context, sample);
    context.giveSample(sample);
    return outcome;
  }

  private Outcome evaluate(SampleContext context, Sample sample) {
    Outcome outcome = Outcome.FAIL;
    do {
      if (!expression.evaluate(context, sample)) {
        return outcome.or(sample.mayChange() ? Outcome.MISS : Outcome.FAIL);
      }
      if ((type == null || sample.cast(type)) && matcher.matches(sample)) {
        return Outcome.PASS;
      }
      outcome = outcome.or(sample.mayChange() ? Outcome.MISS : Outcome.FAIL);
    } while (sample.more());
    return outcome;
  }
}
