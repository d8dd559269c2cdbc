package io.haloom.stream;

/** Where ended sessions are logged. */
public interface SessionLog {

  /** The session ended, or with {@code option logasap} has connected. */
  void session(Session session);

  /**
   * A connection ended before it became a session (bad or missing PROXY header).
   *
   * @param reason HAProxy's text
   */
  void handshakeFailed(Session session, String reason);
}
