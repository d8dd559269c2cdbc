package io.haloom.stats;

import io.haloom.model.ProxyConfig;
import io.haloom.proxy.Backend;
import java.util.Set;

/**
 * {@code stats scope}: the proxies that a statistics page shows, and may change. One it does not
 * show is, for who asks, like one that is not there.
 *
 * @param names their names, {@code .} for the page's own proxy; none for all proxies
 * @param self the page's own proxy
 */
record StatsScope(Set<String> names, String self) {

  static StatsScope of(ProxyConfig proxy) {
    return new StatsScope(Set.copyOf(proxy.stats().scopes()), proxy.name());
  }

  boolean covers(String proxy) {
    return names.isEmpty() || names.contains(proxy) || names.contains(".") && proxy.equals(self);
  }

  /** Whether the backend, null for one that is not there, must not be told of. */
  boolean hides(Backend backend) {
    return !names.isEmpty() && (backend == null || !covers(backend.name()));
  }
}
