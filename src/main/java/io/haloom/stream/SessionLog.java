package io.haloom.stream;

import io.haloom.log.AccessLog;

/**
 * When a session's lines are written: one for it in TCP mode, one for each request in HTTP mode.
 */
final class SessionLog {
  /** No rule set a level. */
  private static final int NO_LEVEL = -2;

  private final Session session;
  private final AccessLog lines;
  private int level = NO_LEVEL;
  private boolean stream;
  private boolean logged;

  SessionLog(Session session, AccessLog lines) {
    this.session = session;
    this.lines = lines;
  }

  /** Where the lines go. */
  AccessLog lines() {
    return lines;
  }

  /** Syslog level that a rule set for this session's log, -1 for none at all. */
  int level() {
    return level;
  }

  void level(int set) {
    level = set;
  }

  /** From here on the session counts as one, and is logged. */
  void becomesStream() {
    stream = true;
    if (lines.isDueAtStart()) {
      lines.began(session.context());
    }
  }

  /** The server's connection stands, which may be when the session is logged. */
  void connected() {
    if (lines.isEarly()) {
      logged = lines.connected(session.context());
    }
  }

  /** The session, or the request, is over. */
  void ended() {
    if (stream && !logged) {
      lines.ended(session.context());
    }
  }

  /** Nothing is to be logged until {@link #requestBegins}. */
  void forget() {
    level = NO_LEVEL;
    logged = true;
  }

  /** Another request comes on a connection that carried one. */
  void requestBegins() {
    logged = false;
  }
}
