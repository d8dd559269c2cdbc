package io.haloom.stream.accept;

import io.haloom.model.ProxyConfig;
import io.haloom.net.Connection;
import io.haloom.net.ConnectionException;
import io.haloom.persist.CookieTransaction;
import io.haloom.proxy.Backend;
import io.haloom.proxy.BackendPlan;
import io.haloom.stream.Admission;
import io.haloom.stream.ClientHandshake;
import io.haloom.stream.ContentRules;
import io.haloom.stream.HttpUpgrade;
import io.haloom.stream.Pump;
import io.haloom.stream.Stream;
import io.haloom.stream.http.HttpMode;
import io.haloom.stream.server.BackendChoice;
import io.haloom.stream.server.ServerAssigner;
import io.haloom.stream.server.ServerConnector;
import io.haloom.stream.server.UseServer;

/**
 * A session in TCP mode. Its way, step by step; the numbers stand in the code, too:
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
  private final Stream stream;
  private final HttpMode http;

  /**
   * @param http runs it where it goes over to HTTP
   */
  TcpStream(Stream stream, HttpMode http) {
    this.stream = stream;
    this.http = http;
  }

  void run() throws ConnectionException {
    if (!ContentRules.allow(stream, stream.frontendConfig())) { // 3
      return;
    }
    if (stream.session().isHttp()) {
      http.run(stream.session());
      return;
    }
    Backend backend = BackendChoice.of(stream); // 4
    if (backend == null) {
      stream.termination().note('S', 'C');
      return;
    }
    BackendPlan plan = backend.plan();
    if (plan.config().mode() == ProxyConfig.Mode.HTTP) {
      stream.session().upgrade(HttpUpgrade.to(backend));
      http.run(stream.session());
      return;
    }
    BackendChoice.enter(stream, backend, plan);
    if (plan.config() != stream.frontendConfig() && !ContentRules.allow(stream, plan.config())) {
      return;
    }
    useServer(backend); // 5
    stream.timing().request(stream.elapsedMillis());
    Connection server = new ServerConnector(stream).connect(); // 5 and 6
    if (server == null) {
      return;
    }
    stream.termination().phase('D');
    stream.log().connected();
    stream.rest();
    new Pump(stream, server).run(); // 7
  }

  private void useServer(Backend backend) {
    if (!UseServer.rules(stream.backendConfig()).isEmpty()) {
      CookieTransaction persistence = new CookieTransaction();
      persistence.enter(backend, stream.backendConfig(), stream::context);
      stream.persistence(persistence);
      UseServer.choose(stream, persistence);
    }
  }
}
