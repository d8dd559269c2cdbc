package io.haloom.sample;

/**
 * A word of the rule language that cannot be compiled. The message is HAProxy's where it has one.
 */
public final class CompileException extends Exception {
  private static final long serialVersionUID = 1;

  private final int word;

  public CompileException(String message) {
    this(message, -1);
  }

  public CompileException(String message, int word) {
    super(message);
    this.word = word;
  }

  /** Index of the offending word among those that were given, or -1 where it is not known. */
  public int word() {
    return word;
  }

  /** The same refusal with words put before its message. */
  public CompileException prefixed(String prefix) {
    return new CompileException(prefix + getMessage(), word);
  }
}
