package io.haloom.rule;

import io.haloom.http.ResponseHead;
import io.haloom.http.Status;
import io.haloom.sample.CompileException;
import java.util.EnumSet;
import java.util.List;

/** {@code set-status STATUS [reason TEXT]}. */
final class StatusAction {
  private StatusAction() {}

  static List<ActionWord> words() {
    return List.of(
        ActionWord.of(
            "set-status",
            EnumSet.of(RulePlace.HTTP_RESPONSE, RulePlace.HTTP_AFTER_RESPONSE),
            (line, word) -> compile(line)));
  }

  private static Action compile(ActionLine line) throws CompileException {
    if (line.peek().isEmpty()) {
      throw line.error("expects 1 argument: <status>; or 3 arguments: <status> reason <fmt>");
    }
    int status = status(line);
    line.next();
    String reason = Status.reason(status);
    if (line.peek().equals("reason")) {
      line.next();
      if (line.peek().isEmpty()) {
        // As HAProxy, which then takes the word for the start of a condition.
        line.moveTo(line.at() - 1);
      } else if (!line.atEnd()) {
        HeadEdits.requireOneLine(line, line.peek());
        reason = line.next();
      }
    }
    String phrase = reason;
    return context -> {
      ResponseHead head = context.http().response();
      boolean fits = HeadEdits.fits(context, phrase.length() - head.reason().length());
      if (fits) {
        head.status(status, phrase);
        context.http().answers(status);
      }
      return HeadEdits.verdict(context, fits);
    };
  }

  private static int status(ActionLine line) throws CompileException {
    try {
      int status = Integer.parseInt(line.peek());
      if (status >= 100 && status <= 999) {
        return status;
      }
    } catch (NumberFormatException e) {
      // Told below, as a number out of range is.
    }
    throw line.error("expects an integer status code between 100 and 999");
  }
}
