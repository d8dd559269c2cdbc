package io.haloom.stream;

import io.haloom.net.ConnectionException;

/** Runs the sessions of a mode, from the frontend's content rules to the pump. */
@FunctionalInterface
public interface ModeHandler {

  /** Returns when the session is over; the caller closes and logs. */
  void run(Session session) throws ConnectionException;
}
