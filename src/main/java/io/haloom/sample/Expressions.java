package io.haloom.sample;

import io.haloom.regex.Regex;
import io.haloom.regex.RegexException;

/** Regular expressions of the configuration and of commands. */
public final class Expressions {
  private Expressions() {}

  /**
   * Compiles an expression.
   *
   * @throws CompileException with HAProxy's words, where it is malformed
   */
  public static Regex compile(String pattern, Regex.Options options) throws CompileException {
    try {
      return Regex.compile(Bytes.of(pattern), options);
    } catch (RegexException e) {
      throw new CompileException(
          e.offset() < 0
              ? "regex '%s' %s".formatted(pattern, e.getMessage())
              : "regex '%s' is invalid (error=%s, erroffset=%d)"
                  .formatted(pattern, e.getMessage(), e.offset()));
    }
  }
}
