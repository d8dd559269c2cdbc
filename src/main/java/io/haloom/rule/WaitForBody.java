package io.haloom.rule;

import io.haloom.config.SizeValue;
import io.haloom.config.TimeValue;
import io.haloom.sample.CompileException;
import java.util.List;

/**
 * {@code wait-for-body time TIME [at-least BYTES]}.
 *
 * @param timeoutMillis how long at most
 * @param atLeast bytes of payload, 0 for all
 */
record WaitForBody(int timeoutMillis, long atLeast) implements Action {
  private static final String FORM = "expects time <time> [ at-least <bytes> ]";

  static List<ActionWord> words() {
    return List.of(
        ActionWord.of("wait-for-body", ActionWord.httpMessages(), (line, word) -> compile(line)));
  }

  private static Action compile(ActionLine line) throws CompileException {
    int timeout = -1;
    long bytes = 0;
    while (line.peek().equals("time") || line.peek().equals("at-least")) {
      String word = line.next();
      if (line.peek().isEmpty()) {
        throw line.error("missing argument for '" + word + "'");
      }
      if (word.equals("time")) {
        timeout = time(line);
      } else {
        bytes = size(line);
      }
      line.next();
    }
    if (timeout < 0) {
      throw line.error(FORM);
    }
    return new WaitForBody(timeout, bytes);
  }

  private static int time(ActionLine line) throws CompileException {
    TimeValue.Parsed time = TimeValue.parse(line.peek(), TimeValue.Unit.MS);
    if (time.problem() == TimeValue.Problem.OVERFLOW) {
      throw line.error("time overflow (maximum value is 2147483647 ms or ~24.8 days)");
    }
    if (time.rest() != null) {
      throw line.error("unexpected character '" + time.rest().charAt(0) + "'");
    }
    return time.value();
  }

  private static long size(ActionLine line) throws CompileException {
    SizeValue.Parsed size = SizeValue.parse(line.peek());
    if (!size.ok()) {
      throw line.error("unexpected character '" + size.rest().charAt(0) + "'");
    }
    return size.value();
  }

  @Override
  public Verdict apply(RuleContext context) {
    return context.http().waitForBody(timeoutMillis, atLeast);
  }
}
