package io.haloom.model.load.line;

import io.haloom.config.TimeValue;
import io.haloom.config.TimeValue.Problem;
import io.haloom.config.TimeValue.Unit;
import io.haloom.model.load.word.LineException;

/** {@code tcp-ut} of bind and server lines. */
public final class UserTimeout {
  private UserTimeout() {}

  /** Milliseconds. */
  public static int parse(KeywordLine line, String text) throws LineException {
    if (text.isEmpty()) {
      throw new LineException("'tcp-ut' : missing TCP User Timeout value");
    }
    TimeValue.Parsed time = line.time(text, Unit.MS);
    if (time.problem() == Problem.OVERFLOW) {
      throw new LineException(
          "timer overflow in argument '%s' to 'tcp-ut' (maximum value is 2147483647 ms or ~24.8 days)"
              .formatted(text));
    }
    if (!time.ok()) {
      throw new LineException("'tcp-ut' : expects a positive delay in milliseconds");
    }
    return time.value();
  }
}
