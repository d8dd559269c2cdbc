package io.haloom.sample.format;

import io.haloom.sample.ByteText;
import io.haloom.sample.Expression;
import io.haloom.sample.Sample;
import io.haloom.sample.SampleContext;
import io.haloom.sample.SampleType;

/** A piece of a log format. */
@FunctionalInterface
public interface FormatPart {
  /** A space, unless one was just written. */
  FormatPart SEPARATOR = (context, into) -> false;

  /**
   * Appends its text.
   *
   * @return false where it counts as absent
   */
  boolean append(SampleContext context, ByteText into);

  /** A text that is always the same. */
  record Literal(byte[] bytes) implements FormatPart {
    @Override
    public boolean append(SampleContext context, ByteText into) {
      into.append(bytes, 0, bytes.length);
      return true;
    }
  }

  static FormatPart expression(Expression expression, FormatFlags flags) {
    return (context, into) -> {
      Sample sample = context.takeSample();
      boolean found = expression.evaluate(context, sample, SampleType.STR);
      flags.append(into, found ? sample : null);
      context.giveSample(sample);
      return true;
    };
  }

  static FormatPart httpExpression(Expression expression, FormatFlags flags) {
    return (context, into) -> {
      Sample sample = context.takeSample();
      if (expression.evaluate(context, sample, SampleType.STR)) {
        flags.appendEncoded(into, sample, '%', SafeBytes.HTTP);
      }
      context.giveSample(sample);
      return true;
    };
  }

  static FormatPart alias(LogAlias alias, FormatFlags flags) {
    LogAlias.Field field = alias.field();
    return (context, into) -> field.append(context, flags, into);
  }
}
