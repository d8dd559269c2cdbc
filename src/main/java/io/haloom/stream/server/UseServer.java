package io.haloom.stream.server;

import io.haloom.model.BackendConfig;
import io.haloom.model.ProxyConfig;
import io.haloom.persist.CookieTransaction;
import io.haloom.proxy.Server;
import io.haloom.stream.Stream;
import java.util.List;

/** {@code use-server}: the first rule that holds and names a server that may be used. */
public final class UseServer {
  private UseServer() {}

  /** Looks for the server once, when the rules of the backend have passed. */
  public static void choose(Stream stream, CookieTransaction persistence) {
    for (BackendConfig.UseServer rule : rules(stream.backendConfig())) {
      Server server = rule.condition().test(stream.context()) ? named(stream, rule) : null;
      if (server != null && persistence.accepts(server)) {
        persistence.use(server);
        return;
      }
    }
  }

  public static List<BackendConfig.UseServer> rules(ProxyConfig backend) {
    return backend.backend().useServers();
  }

  private static Server named(Stream stream, BackendConfig.UseServer rule) {
    if (rule.server() != null) {
      return stream.backend().server(rule.server());
    }
    return stream.backend().server(rule.dynamic().text(stream.context()));
  }
}
