package io.haloom.stream.http;

import io.haloom.http.HttpProtocol;
import io.haloom.http.HttpProtocols;
import io.haloom.net.ConnectionException;
import io.haloom.stream.Session;
import io.haloom.stream.SessionServices;
import io.haloom.stream.server.ServerLinks;
import java.nio.ByteBuffer;

/** Runs the sessions of {@code mode http} frontends. */
public final class HttpMode {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final HttpProtocol sequential;
  private final HttpServices services;
  private final ServerLinks links;

  /**
   * Makes it.
   *
   * @param sessions what it has in common with all that runs
   * @param services answer in the place of servers
   */
  public HttpMode(SessionServices sessions, HttpServices services) {
    this.links = new ServerLinks(sessions.transport(), sessions.runtime().process());
    this.sequential = sessions.http().sequential();
    this.services = services;
  }

  public void run(Session session) throws ConnectionException {
    if (session.upgrade() != null && "none".equals(session.listener().config().header().proto())) {
      // The bind line says that it stays TCP.
      return;
    }
    if (isMultiplexed(session)) {
      new MultiplexedMode(session, services, links).run(NOTHING);
      return;
    }
    ByteBuffer rest = new HttpSession(session, sequential, services, links).run();
    if (rest != null) {
      new MultiplexedMode(session, services, links).run(rest);
    }
  }

  /**
   * Whether the bind line or a rule says so, or the client has chosen it with its handshake (ALPN).
   */
  private static boolean isMultiplexed(Session session) {
    return HttpProtocols.isMultiplexed(session.proto(), session.tls());
  }
}
