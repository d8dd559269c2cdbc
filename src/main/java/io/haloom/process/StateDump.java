package io.haloom.process;

import io.haloom.model.ProxyConfig;
import io.haloom.proxy.Backend;
import io.haloom.proxy.Events;
import io.haloom.proxy.Frontend;
import io.haloom.proxy.Proxy;
import io.haloom.proxy.ProxyRuntime;
import io.haloom.proxy.Server;
import io.haloom.proxy.count.Counter;
import io.haloom.proxy.state.OperatingState;

/** HUP: says in the logs how every proxy and server does, in HAProxy's words. */
public final class StateDump {
  private final Events events;

  private StateDump(Events events) {
    this.events = events;
  }

  /** Logs the state of all. */
  static void of(ProxyRuntime runtime) {
    StateDump dump = new StateDump(runtime.events());
    for (Proxy proxy : runtime.proxies()) {
      dump.dump(proxy);
    }
  }

  private void dump(Proxy proxy) {
    ProxyConfig config = proxy.config();
    events.send(
        config,
        Events.NOTICE,
        "SIGHUP received, dumping servers states for proxy " + config.name() + ".");
    if (proxy.backend() != null) {
      proxy.backend().servers().forEach(server -> say(config, server(server)));
    }
    say(config, "SIGHUP: Proxy " + config.name() + summary(proxy) + connections(proxy));
  }

  private void say(ProxyConfig proxy, String text) {
    events.warn(proxy, Events.NOTICE, text);
  }

  private static String server(Server server) {
    return "SIGHUP: Server %s is %s. Conn: %d act, %d pend, %d tot."
        .formatted(
            server.fullName(),
            server.operating() == OperatingState.STOPPED ? "DOWN" : "UP",
            server.sessions().get(),
            server.queued().get(),
            server.counters().get(Counter.SESSIONS));
  }

  private static String summary(Proxy proxy) {
    Backend backend = proxy.backend();
    if (backend == null || backend.servers().isEmpty()) {
      return " has no servers.";
    }
    if (backend.activeUsable() == 0) {
      return backend.backupUsable() > 0
          ? " is running on backup servers !"
          : " has no server available !";
    }
    return " has %d active servers and %d backup servers available."
        .formatted(backend.activeUsable(), backend.backupUsable());
  }

  private static String connections(Proxy proxy) {
    Frontend front = proxy.frontend();
    Backend back = proxy.backend();
    return " Conn: act(FE+BE): %d+%d, %d pend (%d unass), tot(FE+BE): %d+%d."
        .formatted(
            front == null ? 0 : front.sessions().get(),
            back == null ? 0 : back.sessions().get(),
            back == null ? 0 : back.totalQueued(),
            back == null ? 0 : back.queued().get(),
            front == null ? 0 : front.counters().get(Counter.CONNECTIONS),
            back == null ? 0 : back.counters().get(Counter.SESSIONS));
  }
}
