package io.haloom.stream;

import io.haloom.http.MessageBuffers;
import io.haloom.model.Option;
import io.haloom.net.ConnectionException;
import io.haloom.net.Transport;

/** Runs the sessions of {@code mode http} frontends. */
public final class HttpMode implements ModeHandler {
  private final MessageBuffers strict;
  private final MessageBuffers relaxed;
  private final HttpService statistics;
  private final ServerLinks links;

  /**
   * Makes it.
   *
   * @param strict for the messages of most frontends
   * @param relaxed for those of frontends with {@code option accept-invalid-http-request}
   * @param statistics answers for {@code stats enable}
   * @param transport makes the connections to servers
   */
  public HttpMode(
      MessageBuffers strict, MessageBuffers relaxed, HttpService statistics, Transport transport) {
    this.links = new ServerLinks(transport);
    this.strict = strict;
    this.relaxed = relaxed;
    this.statistics = statistics;
  }

  @Override
  public void run(Session session) throws ConnectionException {
    boolean accepts = session.frontend().config().has(Option.ACCEPT_INVALID_HTTP_REQUEST);
    new HttpSession(session, accepts ? relaxed : strict, statistics, links).run();
  }
}
