package io.haloom.stream.http;

import io.haloom.http.HttpProtocol;
import io.haloom.net.ConnectionException;
import io.haloom.stream.Session;
import io.haloom.stream.SessionServices;
import io.haloom.stream.server.ServerLinks;

/** Runs the sessions of {@code mode http} frontends. */
public final class HttpMode {
  private final HttpProtocol protocol;
  private final HttpServices services;
  private final ServerLinks links;

  /**
   * Makes it.
   *
   * @param sessions what it has in common with all that runs
   * @param services answer in the place of servers
   */
  public HttpMode(SessionServices sessions, HttpServices services) {
    this.links = new ServerLinks(sessions.transport());
    this.protocol = sessions.http();
    this.services = services;
  }

  public void run(Session session) throws ConnectionException {
    new HttpSession(session, protocol, services, links).run();
  }
}
