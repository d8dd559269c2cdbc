package io.haloom.config;

/** A condition that cannot be parsed. The message is HAProxy's. */
public final class ConditionException extends Exception {
  private static final long serialVersionUID = 1;

  private final int offset;

  ConditionException(String message, int offset) {
    super(message);
    this.offset = offset;
  }

  /** Offset of the first bad character of the condition, from 0. */
  public int offset() {
    return offset;
  }
}
