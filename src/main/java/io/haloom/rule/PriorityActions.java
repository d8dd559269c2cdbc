package io.haloom.rule;

import io.haloom.sample.CompileException;
import io.haloom.sample.Expression;
import io.haloom.sample.Sample;
import io.haloom.sample.SampleType;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** {@code set-priority-class} and {@code set-priority-offset}: a place in the queue. */
final class PriorityActions {
  private static final int CLASS_LIMIT = 2047;
  private static final int OFFSET_LIMIT = 524287;

  private PriorityActions() {}

  static List<ActionWord> words() {
    Set<RulePlace> content = EnumSet.of(RulePlace.CONTENT, RulePlace.HTTP_REQUEST);
    return List.of(
        ActionWord.of("set-priority-class", content, (line, word) -> priorityClass(line)),
        ActionWord.of("set-priority-offset", content, (line, word) -> priorityOffset(line)));
  }

  private static Action priorityClass(ActionLine line) throws CompileException {
    Expression expression = AddressActions.expression(line);
    return context -> {
      Sample sample = new Sample();
      if (expression.evaluate(context, sample, SampleType.SINT)) {
        context.setPriorityClass(limited(sample.number(), CLASS_LIMIT));
      }
      return Verdict.CONTINUE;
    };
  }

  private static Action priorityOffset(ActionLine line) throws CompileException {
    Expression expression = AddressActions.expression(line);
    return context -> {
      Sample sample = new Sample();
      if (expression.evaluate(context, sample, SampleType.SINT)) {
        context.setPriorityOffset(limited(sample.number(), OFFSET_LIMIT));
      }
      return Verdict.CONTINUE;
    };
  }

  private static int limited(long value, int limit) {
    return (int) Math.max(-limit, Math.min(limit, value));
  }
}
