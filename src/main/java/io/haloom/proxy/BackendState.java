package io.haloom.proxy;

import io.haloom.model.Option;
import io.haloom.model.ProxyConfig;
import io.haloom.proxy.count.Counter;
import io.haloom.proxy.count.Counters;
import java.util.ArrayList;
import java.util.List;

/**
 * What a backend has of usable servers, and its own ups and downs. Written under the state lock.
 */
final class BackendState {
  private final Backend backend;
  private final DownClock clock;
  private volatile int active;
  private volatile int backup;
  private volatile ServerSet set = ServerSet.EMPTY;

  BackendState(Backend backend) {
    this.backend = backend;
    this.clock = new DownClock(backend.runtime().timers());
  }

  ServerSet set() {
    return set;
  }

  int active() {
    return active;
  }

  int backup() {
    return backup;
  }

  int usable() {
    return active + backup;
  }

  DownClock clock() {
    return clock;
  }

  /** Seconds it was down in all, being down as long as no server is usable. */
  long downtimeSeconds() {
    return clock.downtime(set.isEmpty());
  }

  /** Counts the usable servers and publishes those that serve. */
  void recount(List<Server> servers) {
    List<Server> actives = new ArrayList<>(servers.size());
    List<Server> backups = new ArrayList<>();
    for (Server server : servers) {
      if (server.usable()) {
        (server.config().share().backup() ? backups : actives).add(server);
      }
    }
    active = actives.size();
    backup = backups.size();
    if (!actives.isEmpty()) {
      set = setOf(actives, false);
    } else if (backups.isEmpty()) {
      set = ServerSet.EMPTY;
    } else {
      boolean all = backend.config().has(Option.ALLBACKUPS);
      set = setOf(all ? backups : backups.subList(0, 1), true);
    }
  }

  private static ServerSet setOf(List<Server> servers, boolean backups) {
    int[] weights = new int[servers.size()];
    int total = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = servers.get(i).state().effectiveWeight();
      total += weights[i];
    }
    return new ServerSet(servers.toArray(Server[]::new), weights, total, backups);
  }

  /** After a change: where none of the {@code before} was usable and one is, downtime ends. */
  void noteComeback(int before) {
    if (before == 0 && usable() > 0) {
      clock.upAgain();
      clock.changed();
    }
  }

  /** After a change: reports the loss of the last usable server, of {@code before} that were. */
  void noteLoss(int before) {
    if (before == 0 || usable() > 0) {
      return;
    }
    clock.changed();
    backend.counters().increment(Counters.ANYWHERE, Counter.DOWN_TRANSITIONS);
    ProxyRuntime runtime = backend.runtime();
    if (runtime.started()) {
      String kind = backend.config().kind() == ProxyConfig.Kind.LISTEN ? "proxy" : "backend";
      runtime
          .events()
          .alert(
              backend.config(),
              Events.EMERG,
              kind + " " + backend.name() + " has no server available!",
              kind + " '" + backend.name() + "' has no server available!");
    }
  }
}
