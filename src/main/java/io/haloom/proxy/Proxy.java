package io.haloom.proxy;

import io.haloom.model.ProxyConfig;
import io.haloom.proxy.count.Counter;

/**
 * One section that runs.
 *
 * @param config what it was made from
 * @param frontend its frontend side, null for a backend
 * @param backend its backend side, null for a frontend
 */
public record Proxy(ProxyConfig config, Frontend frontend, Backend backend) {

  /** Says that it takes no more sessions, in HAProxy's words. */
  public void reportStopped(Events events) {
    long front = frontend == null ? 0 : frontend.counters().get(Counter.CONNECTIONS);
    long back = backend == null ? 0 : backend.counters().get(Counter.SESSIONS);
    String text =
        "Proxy %s stopped (cumulated conns: FE: %d, BE: %d).".formatted(config.name(), front, back);
    events.warn(config, Events.WARNING, text);
  }
}
