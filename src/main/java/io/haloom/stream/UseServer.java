package io.haloom.stream;

import io.haloom.model.BackendConfig;
import io.haloom.persist.CookieTransaction;
import io.haloom.proxy.Backend;
import io.haloom.proxy.Server;
import java.util.List;

/** {@code use-server}: the first rule that holds and names a server that may be used. */
final class UseServer {
  private UseServer() {}

  /** Looks for the server once, when the rules of the backend have passed. */
  static void choose(Session session, CookieTransaction persistence) {
    for (BackendConfig.UseServer rule : rules(session.backend())) {
      Server server = rule.condition().test(session.context()) ? named(session, rule) : null;
      if (server != null && persistence.accepts(server)) {
        persistence.use(server);
        return;
      }
    }
  }

  static List<BackendConfig.UseServer> rules(Backend backend) {
    return backend.config().backend().useServers();
  }

  private static Server named(Session session, BackendConfig.UseServer rule) {
    if (rule.server() != null) {
      return session.backend().server(rule.server());
    }
    return session.backend().server(rule.dynamic().text(session.context()));
  }
}
