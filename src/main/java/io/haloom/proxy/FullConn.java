package io.haloom.proxy;

import io.haloom.model.FrontendConfig;
import java.util.HashSet;
import java.util.Set;

/**
 * {@code fullconn} where it is not configured: a tenth, rounded up, of what the frontends that may
 * send sessions to the backend accept in all (configuration manual, {@code fullconn}).
 */
final class FullConn {
  private FullConn() {}

  static int of(Backend backend) {
    int configured = backend.config().backend().fullconn();
    if (configured > 0) {
      return configured;
    }
    long sum = 0;
    for (Frontend frontend : backend.runtime().frontends()) {
      if (leadsTo(frontend, backend.name())) {
        int own = frontend.config().frontend().maxconn();
        sum += own > 0 ? own : backend.runtime().process().maxconn();
      }
    }
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, (sum + 9) / 10));
  }

  private static boolean leadsTo(Frontend frontend, String backend) {
    FrontendConfig config = frontend.config().frontend();
    Set<String> targets = new HashSet<>();
    if (config.defaultBackend() != null) {
      targets.add(config.defaultBackend());
    } else if (frontend.config().isBackend()) {
      targets.add(frontend.config().name());
    }
    for (FrontendConfig.UseBackend rule : config.useBackends()) {
      targets.add(rule.backend());
    }
    return targets.contains(backend);
  }
}
