package io.haloom.sample.format;

import io.haloom.sample.Expression;
import io.haloom.sample.Sample;
import io.haloom.sample.SampleContext;
import io.haloom.sample.SampleType;

/** A piece of a log format. */
@FunctionalInterface
interface FormatPart {
  /** A space, unless one was just written. */
  FormatPart SEPARATOR = (context, into) -> false;

  /**
   * Appends its text.
   *
   * @return false where it counts as absent
   */
  boolean append(SampleContext context, StringBuilder into);

  static FormatPart text(String text) {
    return (context, into) -> {
      into.append(text);
      return true;
    };
  }

  static FormatPart expression(Expression expression, FormatFlags flags) {
    return (context, into) -> {
      Sample sample = new Sample();
      boolean found = expression.evaluate(context, sample, SampleType.STR);
      flags.append(into, found ? sample.latin1() : null);
      return true;
    };
  }

  static FormatPart httpExpression(Expression expression, FormatFlags flags) {
    return (context, into) -> {
      Sample sample = new Sample();
      if (expression.evaluate(context, sample, SampleType.STR)) {
        flags.appendEncoded(into, sample.latin1(), '%', SafeBytes.HTTP);
      }
      return true;
    };
  }

  static FormatPart alias(LogAlias alias, FormatFlags flags) {
    LogAlias.Field field = alias.field();
    return (context, into) -> field.append(context, flags, into);
  }
}
