package io.haloom.persist;

/** What became of the persistence cookie a client sent (configuration manual, section 8.5). */
public enum RequestCookie {
  /** There was none. */
  NONE('N'),
  /** It names no server. */
  INVALID('I'),
  /** Its server is down, or could not be reached. */
  DOWN('D'),
  /** It names the server that got the request. */
  VALID('V'),
  /** {@code maxidle} has passed. */
  EXPIRED('E'),
  /** {@code maxlife} has passed. */
  OLD('O'),
  /** It was not looked at, for a rule chose the server or has it ignored. */
  UNUSED('U');

  private final char letter;

  RequestCookie(char letter) {
    this.letter = letter;
  }

  /** The third letter of the termination state. */
  public char letter() {
    return letter;
  }
}
