package io.haloom.stream;

/**
 * How a session ends: the two letters of HAProxy's termination state (configuration manual, 8.5).
 * The first cause noted stays; the phase moves with the session.
 */
public final class Ending {
  private char phase = 'R';
  private char cause = '-';
  private char causePhase = '-';

  /** Another request is in its first phase, and nothing has struck it. */
  void begin() {
    phase = 'R';
    cause = '-';
    causePhase = '-';
  }

  /** The phase the session is in: {@code R Q C D L}. */
  char phase() {
    return phase;
  }

  void phase(char now) {
    phase = now;
  }

  /** Notes a cause and the phase it struck in; false when one was noted before. */
  boolean note(char letter, char inPhase) {
    if (cause != '-') {
      return false;
    }
    cause = letter;
    causePhase = inPhase;
    return true;
  }

  /** First letter. */
  public char cause() {
    return cause;
  }

  /** Second letter. */
  public char causePhase() {
    return causePhase;
  }

  /** Whether the session ended as it should. */
  public boolean normal() {
    return cause == '-';
  }
}
