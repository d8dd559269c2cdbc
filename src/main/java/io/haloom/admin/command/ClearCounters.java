package io.haloom.admin.command;

import io.haloom.admin.Command;
import io.haloom.admin.Reply;
import io.haloom.admin.Request;
import io.haloom.model.BindConfig.Level;
import io.haloom.proxy.Backend;
import io.haloom.proxy.Frontend;
import io.haloom.proxy.Proxy;
import io.haloom.proxy.ProxyRuntime;
import io.haloom.proxy.Server;
import io.haloom.proxy.count.Counter;
import io.haloom.proxy.count.Counters;
import io.haloom.proxy.count.ProcessCounters;

/** {@code clear counters}: the maxima, and with {@code all} the counters too. */
final class ClearCounters implements Command {
  private final ProxyRuntime runtime;

  ClearCounters(ProxyRuntime runtime) {
    this.runtime = runtime;
  }

  @Override
  public Reply run(Request request) {
    boolean all = request.word(2).equals("all");
    if (all && !request.allows(Level.ADMIN)) {
      return Reply.error("Permission denied\n");
    }
    for (Proxy proxy : runtime.proxies()) {
      if (proxy.frontend() != null) {
        clear(proxy.frontend(), all);
      }
      if (proxy.backend() != null) {
        clear(proxy.backend(), all);
      }
    }
    ProcessCounters process = runtime.process();
    process.connectionRate().clearPeak();
    process.sessionRate().clearPeak();
    process.tls().clearPeaks();
    return Reply.DONE;
  }

  private static void clear(Counters counters, boolean all) {
    if (all) {
      counters.clear();
    } else {
      counters.clear(Counter.OF_PROTOCOLS);
    }
  }

  private static void clear(Frontend frontend, boolean all) {
    frontend.sessions().clearPeak();
    frontend.connectionRate().clearPeak();
    frontend.sessionRate().clearPeak();
    frontend.requestRate().clearPeak();
    frontend
        .listeners()
        .forEach(
            listener -> {
              listener.sessions().clearPeak();
              clear(listener.counters(), all);
            });
    clear(frontend.counters(), all);
  }

  private static void clear(Backend backend, boolean all) {
    backend.sessions().clearPeak();
    backend.queued().clearPeak();
    backend.sessionRate().clearPeak();
    backend.times().clearMaxima();
    if (all) {
      // HAProxy keeps this one with the backend's state, out of reach of the command.
      long downs = backend.counters().get(Counter.DOWN_TRANSITIONS);
      backend.counters().clear();
      backend.counters().add(Counters.ANYWHERE, Counter.DOWN_TRANSITIONS, downs);
      backend.times().clear();
    } else {
      backend.counters().clear(Counter.OF_PROTOCOLS);
    }
    backend.servers().forEach(server -> clear(server, all));
  }

  private static void clear(Server server, boolean all) {
    server.sessions().clearPeak();
    server.queued().clearPeak();
    server.sessionRate().clearPeak();
    server.times().clearMaxima();
    clear(server.counters(), all);
    if (all) {
      server.times().clear();
    }
  }
}
