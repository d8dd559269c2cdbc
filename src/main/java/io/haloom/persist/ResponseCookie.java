package io.haloom.persist;

/** What became of the persistence cookie of a response (configuration manual, section 8.5). */
public enum ResponseCookie {
  /** The server set none, and none was inserted. */
  NONE('N'),
  /** The server's was passed on as it is. */
  PASSED('P'),
  /** The server's was removed. */
  DELETED('D'),
  /** One was inserted. */
  INSERTED('I'),
  /** The server's was rewritten or prefixed. */
  REWRITTEN('R'),
  /** One was inserted for its dates alone. */
  UPDATED('U');

  private final char letter;

  ResponseCookie(char letter) {
    this.letter = letter;
  }

  /** The fourth letter of the termination state. */
  public char letter() {
    return letter;
  }
}
