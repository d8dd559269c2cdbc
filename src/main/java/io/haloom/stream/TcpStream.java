package io.haloom.stream;

import io.haloom.model.FrontendConfig;
import io.haloom.model.ProxyConfig;
import io.haloom.net.Connection;
import io.haloom.net.ConnectionException;
import io.haloom.proxy.Backend;
import io.haloom.proxy.Counter;
import io.haloom.rule.TcpRules;
import io.haloom.rule.Verdict;

/**
 * A session in TCP mode. The way of a connection, by its phases:
 *
 * <ol>
 *   <li>accept: {@link Acceptor}
 *   <li>frontend: {@link Admission}, {@code tcp-request connection}, {@link ClientHandshake},
 *       {@code tcp-request session}: {@link SessionTask}
 *   <li>rules: {@code tcp-request content} of the frontend
 *   <li>backend: {@code use_backend}, {@code default_backend}, and the backend's content rules
 *   <li>server: {@link ServerAssigner}
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
    if (!contentAllowed(session.frontend().config())) { // 3
      return;
    }
    Backend backend = chooseBackend(); // 4
    if (backend == null) {
      session.ending().note('S', 'C');
      return;
    }
    enter(backend);
    if (backend.config() != session.frontend().config() && !contentAllowed(backend.config())) {
      return;
    }
    Connection server = new ServerConnector(session).connect(); // 5 and 6
    if (server == null) {
      return;
    }
    session.ending().phase('D');
    session.logConnected();
    new Pump(session, server).run(); // 7
  }

  // --- rules -----------------------------------------------------------------------------------

  private boolean contentAllowed(ProxyConfig config) throws ConnectionException {
    TcpRules rules = config.rules();
    if (rules.content().isEmpty()) {
      return true;
    }
    Verdict verdict = ContentRules.request(session, rules);
    if (verdict != Verdict.REJECT && verdict != Verdict.SILENT_DROP) {
      return true;
    }
    session.silentDrop(verdict == Verdict.SILENT_DROP);
    session.count(Counter.DENIED_REQUESTS, 1);
    session.ending().note('P', 'R');
    return false;
  }

  // --- backend ---------------------------------------------------------------------------------

  private Backend chooseBackend() {
    FrontendConfig frontend = session.frontend().config().frontend();
    for (FrontendConfig.UseBackend rule : frontend.useBackends()) {
      if (rule.condition().test(session.context())) {
        Backend named = session.services().runtime().backend(name(rule));
        if (named != null) {
          return named;
        }
        break;
      }
    }
    if (frontend.defaultBackend() != null) {
      return session.services().runtime().backend(frontend.defaultBackend());
    }
    return session.services().runtime().backend(session.frontend().config().name());
  }

  private String name(FrontendConfig.UseBackend rule) {
    if (rule.backend() != null) {
      return rule.backend();
    }
    StringBuilder name = new StringBuilder();
    rule.dynamic().render(session.context(), name);
    return name.toString();
  }

  private void enter(Backend backend) {
    session.backend(backend);
    backend.sessions().increment();
    backend.sessionRate().tick(System.currentTimeMillis());
    backend.counters().increment(session.client().loop(), Counter.SESSIONS);
    session.client().timeout(session.frontendTimeouts().client());
  }
}
