package io.haloom.stream;

import io.haloom.http.MessageBuffers;
import io.haloom.net.ConnectionException;

/** Runs the sessions of {@code mode http} frontends. */
public final class HttpMode implements ModeHandler {
  private final MessageBuffers buffers;
  private final HttpService statistics;

  /**
   * Makes it.
   *
   * @param buffers for all messages of the process
   * @param statistics answers for {@code stats enable}
   */
  public HttpMode(MessageBuffers buffers, HttpService statistics) {
    this.buffers = buffers;
    this.statistics = statistics;
  }

  @Override
  public void run(Session session) throws ConnectionException {
    new HttpSession(session, buffers, statistics).run();
  }
}
