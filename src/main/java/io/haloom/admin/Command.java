package io.haloom.admin;

import java.io.IOException;

/** One command of the stats socket. Called by many clients at once. */
@FunctionalInterface
public interface Command {

  /**
   * Does it. May block; long output may be sent by {@link Client#send} before returning.
   *
   * @throws IOException when the client has gone
   */
  Reply run(Request request) throws IOException;
}
