package io.haloom.stream.server;

import io.haloom.model.FrontendConfig;
import io.haloom.proxy.Backend;
import io.haloom.proxy.BackendPlan;
import io.haloom.proxy.count.Counter;
import io.haloom.stream.Stream;
import io.haloom.stream.WallClock;

/** The backend of a stream: {@code use_backend}, {@code default_backend}, or its own listen. */
public final class BackendChoice {
  private BackendChoice() {}

  /** The backend that the frontend's rules choose, or null when there is none. */
  public static Backend of(Stream stream) {
    FrontendConfig frontend = stream.frontendConfig().frontend();
    for (FrontendConfig.UseBackend rule : frontend.useBackends()) {
      if (rule.condition().test(stream.context())) {
        Backend named = stream.services().runtime().backend(name(rule, stream));
        if (named != null) {
          return named;
        }
        break;
      }
    }
    if (frontend.defaultBackend() != null) {
      return stream.services().runtime().backend(frontend.defaultBackend());
    }
    return stream.services().runtime().backend(stream.frontendConfig().name());
  }

  private static String name(FrontendConfig.UseBackend rule, Stream stream) {
    if (rule.backend() != null) {
      return rule.backend();
    }
    return rule.dynamic().text(stream.context());
  }

  /** The stream goes on in this backend, and counts there. */
  public static void enter(Stream stream, Backend backend, BackendPlan plan) {
    stream.upstream().backend(backend, plan);
    backend.sessions().increment(stream.stripe());
    backend.sessionRate().tick(stream.stripe(), WallClock.millis(stream.now()));
    backend.counters().increment(stream.stripe(), Counter.SESSIONS);
  }
}
