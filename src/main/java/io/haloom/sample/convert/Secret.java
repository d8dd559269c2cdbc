package io.haloom.sample.convert;

import io.haloom.sample.CompileException;
import io.haloom.sample.Sample;
import io.haloom.sample.SampleContext;
import io.haloom.sample.SampleType;
import io.haloom.sample.VariableName;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A key or the like: base64 as written, or in the variable that is named. */
final class Secret {
  private final byte[] written;
  private final VariableName variable;

  private Secret(byte[] written, VariableName variable) {
    this.written = written;
    this.variable = variable;
  }

  /**
   * @param problem what is told where the text is neither
   */
  static Secret of(String text, String problem) throws CompileException {
    VariableName variable = Operand.variable(text);
    if (variable != null) {
      return new Secret(null, variable);
    }
    byte[] written = decoded(text.getBytes(StandardCharsets.ISO_8859_1));
    if (written == null) {
      throw new CompileException(problem);
    }
    return new Secret(written, null);
  }

  /** Its bytes, or null where the variable holds none. */
  byte[] value(SampleContext context) {
    if (variable == null) {
      return written;
    }
    Sample value = Operand.value(variable, context, SampleType.STR);
    return value == null ? null : decoded(value.copyBytes());
  }

  private static byte[] decoded(byte[] base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
