package io.haloom.rule;

import io.haloom.sample.Checkpoint;
import io.haloom.sample.CompileException;
import io.haloom.sample.Expression;
import io.haloom.sample.Sample;
import io.haloom.sample.SampleType;
import io.haloom.sample.compile.CompileScope;
import java.util.List;

/**
 * {@code tcp-request content capture}: keeps a sample for the log.
 *
 * @param slot where it is kept
 * @param limit {@code len}, bytes
 */
record CaptureAction(Expression expression, int slot, int limit) implements Action {

  static List<ActionWord> words() {
    return List.of(ActionWord.of("capture", ActionWord.tcpRequests(), CaptureAction::compile));
  }

  private static Action compile(ActionLine line, String word) throws CompileException {
    CompileScope scope = line.scope();
    String start = "'" + line.place().words() + " " + word + "' : ";
    if (!scope.isFrontend()) {
      throw line.error(start + "proxy '" + scope.name() + "' has no frontend capability");
    }
    if (line.place() != RulePlace.CONTENT) {
      throw line.error(
          "'capture %s' is not allowed in '%s' rules in %s '%s'"
              .formatted(line.peek(), line.place().words(), scope.kind(), scope.name()));
    }
    Expression expression;
    try {
      expression = line.expression(line.checkpoints(), null);
    } catch (CompileException e) {
      throw e.prefixed(start);
    }
    int length = 0;
    if (line.peek().equals("len")) {
      line.next();
      length = length(line, start);
    }
    if (length == 0) {
      throw line.error(start + "a positive 'len' argument is mandatory");
    }
    return new CaptureAction(expression, scope.addCapture(length), length);
  }

  private static int length(ActionLine line, String start) throws CompileException {
    int length = 0;
    try {
      length = Integer.parseInt(line.peek());
    } catch (NumberFormatException e) {
      // As HAProxy, what is no number is 0.
    }
    if (length <= 0) {
      throw line.error(start + "length must be > 0");
    }
    line.next();
    return length;
  }

  /** Whether what it keeps is of what a client sends, and not of its connection. */
  boolean mayComeLate() {
    return !expression.word().places().contains(Checkpoint.FRONTEND_SESSION);
  }

  @Override
  public Verdict apply(RuleContext context) {
    Sample sample = new Sample();
    sample.mayWait(true);
    if (!expression.evaluate(context, sample)) {
      return sample.mayChange() ? Verdict.WAIT : Verdict.CONTINUE;
    }
    // What there is now is taken, though it may change.
    if (sample.cast(SampleType.STR)) {
      String text = sample.latin1();
      context.capture(slot, text.length() > limit ? text.substring(0, limit) : text);
    }
    return Verdict.CONTINUE;
  }
}
