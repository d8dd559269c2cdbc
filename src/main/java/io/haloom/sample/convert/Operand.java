package io.haloom.sample.convert;

import io.haloom.sample.Bytes;
import io.haloom.sample.CompileException;
import io.haloom.sample.Sample;
import io.haloom.sample.SampleContext;
import io.haloom.sample.SampleType;
import io.haloom.sample.VariableName;

/** An argument that is a number, or names a variable which holds one. */
final class Operand {
  private final long number;
  private final VariableName variable;

  private Operand(long number, VariableName variable) {
    this.number = number;
    this.variable = variable;
  }

  static Operand of(String text) throws CompileException {
    VariableName variable = variable(text);
    if (variable != null) {
      return new Operand(0, variable);
    }
    byte[] bytes = Bytes.of(text);
    for (int i = 0; i < bytes.length; i++) {
      boolean sign = i == 0 && (bytes[0] == '-' || bytes[0] == '+');
      if (!sign && (bytes[i] < '0' || bytes[i] > '9')) {
        throw new CompileException("expects an integer or a variable name");
      }
    }
    return new Operand(Bytes.leadingInteger(bytes, 0, bytes.length), null);
  }

  /** The variable of that name, or null where it is no name. */
  static VariableName variable(String text) {
    try {
      return VariableName.of(text);
    } catch (CompileException e) {
      return null;
    }
  }

  /** A variable that must be one. */
  static VariableName requiredVariable(String text) throws CompileException {
    if (text.isEmpty()) {
      throw new CompileException("missing variable name");
    }
    VariableName variable = variable(text);
    if (variable == null) {
      throw new CompileException("failed to register variable name '" + text + "'");
    }
    return variable;
  }

  /** A variable, or null where the text is empty or missing. */
  static VariableName optionalVariable(String text) throws CompileException {
    return text == null || text.isEmpty() ? null : requiredVariable(text);
  }

  /** A variable's value as another type, or null where it is not set or cannot become one. */
  static Sample value(VariableName variable, SampleContext context, SampleType type) {
    Sample stored = variable == null ? null : variable.get(context);
    if (stored == null) {
      return null;
    }
    Sample copy = new Sample();
    copy.copyFrom(stored);
    return copy.cast(type) ? copy : null;
  }

  /** Null where the variable holds no number. */
  Long value(SampleContext context) {
    if (variable == null) {
      return number;
    }
    Sample value = value(variable, context, SampleType.SINT);
    return value == null ? null : Long.valueOf(value.number());
  }
}
