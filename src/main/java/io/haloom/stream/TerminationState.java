package io.haloom.stream;

/**
 * How a stream ends: the two letters of HAProxy's termination state (configuration manual, 8.5).
 * The first cause noted stays; the phase moves with the stream.
 */
public final class TerminationState {
  private char phase = 'R';
  private char cause = '-';
  private char causePhase = '-';
  private boolean hidden;

  /** The phase the stream is in: {@code R Q C D L}. */
  public char phase() {
    return phase;
  }

  public void phase(char now) {
    phase = now;
  }

  /** Notes a cause and the phase it struck in; false when one was noted before. */
  public boolean note(char letter, char inPhase) {
    if (cause != '-') {
      return false;
    }
    cause = letter;
    causePhase = inPhase;
    return true;
  }

  /** Whether who asks for the letters is told of no cause for now. */
  public void hide(boolean hide) {
    hidden = hide;
  }

  /** First letter. */
  public char cause() {
    return hidden ? '-' : cause;
  }

  /** Second letter. */
  public char causePhase() {
    return hidden ? '-' : causePhase;
  }

  /** Whether the stream ended as it should. */
  public boolean normal() {
    return cause == '-';
  }
}
