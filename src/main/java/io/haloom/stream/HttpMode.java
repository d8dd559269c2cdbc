package io.haloom.stream;

import io.haloom.http.Http1Sides;
import io.haloom.net.ConnectionException;
import io.haloom.net.Transport;

/** Runs the sessions of {@code mode http} frontends. */
public final class HttpMode implements ModeHandler {
  private final Http1Sides sides;
  private final HttpServices services;
  private final ServerLinks links;

  /**
   * Makes it.
   *
   * @param sides how messages are read and written
   * @param services answer in the place of servers
   * @param transport makes the connections to servers
   */
  public HttpMode(Http1Sides sides, HttpServices services, Transport transport) {
    this.links = new ServerLinks(transport);
    this.sides = sides;
    this.services = services;
  }

  @Override
  public void run(Session session) throws ConnectionException {
    new HttpSession(session, sides, services, links).run();
  }
}
