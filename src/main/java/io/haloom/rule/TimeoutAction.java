package io.haloom.rule;

import io.haloom.config.TimeValue;
import io.haloom.sample.CompileException;
import io.haloom.sample.Expression;
import io.haloom.sample.Sample;
import io.haloom.sample.SampleType;
import java.util.EnumSet;
import java.util.List;

/** {@code set-timeout server|tunnel TIME|EXPRESSION}. */
final class TimeoutAction {
  private TimeoutAction() {}

  static List<ActionWord> words() {
    return List.of(
        ActionWord.of(
            "set-timeout", EnumSet.of(RulePlace.HTTP_REQUEST), (line, word) -> compile(line)));
  }

  private static Action compile(ActionLine line) throws CompileException {
    if (line.rest().size() < 2) {
      throw line.error("expects exactly 2 arguments");
    }
    if (!line.scope().isBackend()) {
      throw line.error("proxy '" + line.scope().name() + "' has no backend capability");
    }
    String name = line.peek();
    if (!name.equals("server") && !name.equals("tunnel")) {
      throw line.error("'set-timeout' rule supports 'server'/'tunnel' (got '" + name + "')");
    }
    line.next();
    boolean tunnel = name.equals("tunnel");
    String text = line.peek();
    TimeValue.Parsed time = TimeValue.parse(text, TimeValue.Unit.MS);
    if (time.problem() == TimeValue.Problem.OVERFLOW) {
      throw line.error(
          "timer overflow in argument '%s' to rule 'set-timeout %s' (maximum value is 2147483647 ms or ~24.8 days)"
              .formatted(text, name));
    }
    if (time.ok() && time.rest() == null) {
      if (time.value() == 0) {
        throw line.error("null value is not valid for a 'set-timeout " + name + "' rule");
      }
      line.next();
      return context -> set(context, tunnel, time.value());
    }
    Expression expression = line.expression(line.checkpoints(), null);
    return context -> {
      Sample sample = new Sample();
      if (expression.evaluate(context, sample, SampleType.SINT)) {
        set(context, tunnel, (int) Math.min(Integer.MAX_VALUE, sample.number()));
      }
      return Verdict.CONTINUE;
    };
  }

  private static Verdict set(RuleContext context, boolean tunnel, int millis) {
    if (tunnel) {
      context.http().tunnelTimeout(millis);
    } else {
      context.http().serverTimeout(millis);
    }
    return Verdict.CONTINUE;
  }
}
