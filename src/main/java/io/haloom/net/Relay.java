package io.haloom.net;

/**
 * Carries bytes between two connections, both ways, for one virtual thread that waits for what
 * ends. Each direction has its own beginning and end; what its end means for the other is the
 * caller's to decide.
 *
 * @see Transport#relay
 */
public interface Relay {

  /** Which way bytes go. */
  enum Direction {
    /** From the first connection to the second. */
    UP,
    /** From the second connection to the first. */
    DOWN
  }

  /**
   * Starts copying one way until the end of its stream, and returns at once. No buffer is held
   * while waiting.
   *
   * @param transfer is told of what is moved, and says what goes first
   */
  void start(Direction direction, Transfer transfer);

  /**
   * Ends a direction that has not been started: nothing is to be carried that way.
   *
   * @param failure what came in its way, or null
   */
  void end(Direction direction, ConnectionException failure);

  /**
   * Parks until a direction is over. Each is told once; for one thread.
   *
   * @return null when both have been told
   */
  Direction awaitOver();

  /**
   * Why a direction that is over failed, or null where its stream ended. {@link
   * ConnectionException#connection()} says which of the two connections failed.
   */
  ConnectionException failure(Direction direction);
}
