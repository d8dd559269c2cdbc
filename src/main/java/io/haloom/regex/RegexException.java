package io.haloom.regex;

/** An expression that cannot be compiled; the message says why in the words of its library. */
public final class RegexException extends Exception {
  private static final long serialVersionUID = 1;

  private final int offset;

  RegexException(String message, int offset) {
    super(message);
    this.offset = offset;
  }

  /** The byte of the expression at which it went wrong; -1 where no byte is to blame. */
  public int offset() {
    return offset;
  }
}
