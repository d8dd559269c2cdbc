package io.haloom.stream;

import io.haloom.net.Connection;
import io.haloom.net.ConnectionException;
import io.haloom.persist.CookieTransaction;
import io.haloom.proxy.Backend;

/**
 * A session in TCP mode. The way of a connection, by its phases:
 *
 * <ol>
 *   <li>accept: {@link Acceptor}
 *   <li>frontend: {@link Admission}, {@code tcp-request connection}, {@link ClientHandshake},
 *       {@code tcp-request session}: {@link SessionTask}
 *   <li>rules: {@code tcp-request content} of the frontend
 *   <li>backend: {@code use_backend}, {@code default_backend}, and the backend's content rules
 *   <li>server: {@link UseServer}, {@link ServerAssigner}
 *   <li>connect: {@link ServerConnector}
 *   <li>pump: {@link Pump}
 *   <li>log: {@link Closing}
 * </ol>
 */
final class TcpStream {
  private final Session session;

  TcpStream(Session session) {
    this.session = session;
  }

  void run() throws ConnectionException {
    if (!ContentRules.allow(session, session.frontend().config())) { // 3
      return;
    }
    Backend backend = BackendChoice.of(session); // 4
    if (backend == null) {
      session.ending().note('S', 'C');
      return;
    }
    BackendChoice.enter(session, backend);
    if (backend.config() != session.frontend().config()
        && !ContentRules.allow(session, backend.config())) {
      return;
    }
    useServer(backend);
    session.timing().request(session.elapsedMillis());
    Connection server = new ServerConnector(session).connect(); // 5 and 6
    if (server == null) {
      return;
    }
    session.ending().phase('D');
    session.log().connected();
    session.rest();
    new Pump(session, server).run(); // 7
  }

  private void useServer(Backend backend) {
    if (!UseServer.rules(backend).isEmpty()) {
      CookieTransaction persistence = new CookieTransaction();
      persistence.enter(backend, session.context());
      session.persistence(persistence);
      UseServer.choose(session, persistence);
    }
  }
}
