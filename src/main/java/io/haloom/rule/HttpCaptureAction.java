package io.haloom.rule;

import io.haloom.sample.Checkpoint;
import io.haloom.sample.CompileException;
import io.haloom.sample.Expression;
import io.haloom.sample.Sample;
import io.haloom.sample.SampleType;
import io.haloom.sample.compile.CompileScope;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * {@code capture EXPRESSION len LENGTH} or {@code id SLOT}: keeps a sample for the log.
 *
 * @param response whether it is kept among the response's captures
 * @param slot where it is kept
 * @param limit {@code len} in bytes, or the slot's own
 */
record HttpCaptureAction(Expression expression, boolean response, int slot, int limit)
    implements Action {

  static List<ActionWord> words() {
    return List.of(
        ActionWord.of("capture", EnumSet.of(RulePlace.HTTP_REQUEST), (line, word) -> request(line)),
        ActionWord.of(
            "capture",
            EnumSet.of(RulePlace.HTTP_RESPONSE, RulePlace.HTTP_AFTER_RESPONSE),
            (line, word) -> response(line)));
  }

  private static Action request(ActionLine line) throws CompileException {
    requireThree(line, "expects <expression> [ 'len' <length> | id <idx> ]");
    Expression expression = expression(line, Checkpoint.FRONTEND_HTTP_REQUEST);
    String word = line.peek();
    if (word.isEmpty()) {
      throw line.error("expects 'len or 'id'");
    }
    if (word.equals("id")) {
      return declared(line, expression, false);
    }
    if (!word.equals("len")) {
      throw line.error("expects 'len' or 'id', found '" + word + "'");
    }
    if (!line.scope().isFrontend()) {
      throw line.error("proxy '" + line.scope().name() + "' has no frontend capability");
    }
    line.next();
    int length = leading(line.next());
    if (length <= 0) {
      throw line.error("length must be > 0");
    }
    int slot = line.scope().addCapture(length);
    return new HttpCaptureAction(expression, false, slot, length);
  }

  private static Action response(ActionLine line) throws CompileException {
    requireThree(line, "expects <expression> id <idx>");
    Expression expression = expression(line, Checkpoint.FRONTEND_HTTP_RESPONSE);
    String word = line.peek();
    if (word.isEmpty()) {
      throw line.error("expects 'id'");
    }
    if (!word.equals("id")) {
      throw line.error("expects 'id', found '" + word + "'");
    }
    return declared(line, expression, true);
  }

  /** A slot made by {@code declare capture}, which may stand further down. */
  private static Action declared(ActionLine line, Expression expression, boolean response)
      throws CompileException {
    int slot = id(line);
    CompileScope scope = line.scope();
    line.later(
        () -> {
          int slots = response ? scope.responseCaptureCount() : scope.captureCount();
          return scope.isFrontend() && slot >= slots
              ? "unable to find capture id '%d' referenced by http-%s capture rule"
                  .formatted(slot, response ? "response" : "request")
              : null;
        });
    return new HttpCaptureAction(expression, response, slot, Integer.MAX_VALUE);
  }

  private static void requireThree(ActionLine line, String message) throws CompileException {
    List<String> rest = line.rest();
    for (int i = 0; i < 3; i++) {
      if (i >= rest.size() || rest.get(i).equals("if") || rest.get(i).equals("unless")) {
        throw line.error(message);
      }
    }
  }

  private static Expression expression(ActionLine line, Checkpoint place) throws CompileException {
    Set<Checkpoint> places = EnumSet.of(place);
    return line.expression(places, null);
  }

  private static int id(ActionLine line) throws CompileException {
    line.next();
    String text = line.next();
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw line.error("cannot parse id '" + text + "'");
    }
  }

  /** What C reads as a number: the digits a word starts with. */
  private static int leading(String text) {
    int length = text.startsWith("+") ? 1 : 0;
    int start = length;
    while (length < text.length() && length < start + 9 && Character.isDigit(text.charAt(length))) {
      length++;
    }
    return length == start ? 0 : Integer.parseInt(text, start, length, 10);
  }

  @Override
  public Verdict apply(RuleContext context) {
    Sample sample = new Sample();
    if (expression.evaluate(context, sample, SampleType.STR)) {
      String text = sample.latin1();
      String kept = text.length() > limit ? text.substring(0, limit) : text;
      if (response) {
        context.http().captureResponse(slot, kept);
      } else {
        context.capture(slot, kept);
      }
    }
    return Verdict.CONTINUE;
  }
}
