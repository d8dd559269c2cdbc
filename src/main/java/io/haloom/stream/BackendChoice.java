package io.haloom.stream;

import io.haloom.model.FrontendConfig;
import io.haloom.proxy.Backend;
import io.haloom.proxy.Counter;

/** The backend of a session: {@code use_backend}, {@code default_backend}, or its own listen. */
final class BackendChoice {
  private BackendChoice() {}

  /** The backend that the frontend's rules choose, or null when there is none. */
  static Backend of(Session session) {
    FrontendConfig frontend = session.frontend().config().frontend();
    for (FrontendConfig.UseBackend rule : frontend.useBackends()) {
      if (rule.condition().test(session.context())) {
        Backend named = session.services().runtime().backend(name(rule, session));
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

  private static String name(FrontendConfig.UseBackend rule, Session session) {
    if (rule.backend() != null) {
      return rule.backend();
    }
    return rule.dynamic().text(session.context());
  }

  /** The session goes on in this backend, and counts there. */
  static void enter(Session session, Backend backend) {
    session.upstream().backend(backend);
    backend.sessions().increment(session.stripe());
    backend.sessionRate().tick(session.stripe(), WallClock.millis(session.now()));
    backend.counters().increment(session.stripe(), Counter.SESSIONS);
  }
}
