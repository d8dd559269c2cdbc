package io.haloom.stats;

import io.haloom.model.Option;
import io.haloom.proxy.Backend;
import io.haloom.proxy.BindListener;
import io.haloom.proxy.Proxy;
import io.haloom.proxy.ProxyRuntime;
import io.haloom.proxy.Server;
import io.haloom.proxy.state.OperatingState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Makes rows: for each proxy in the order of the configuration its frontend, its bind lines (with
 * {@code option socket-stats}), its servers and its backend.
 */
public final class StatRows {
  private StatRows() {}

  /** All rows the filter lets through. */
  public static List<StatRow> of(ProxyRuntime runtime, StatFilter filter) {
    List<StatRow> rows = new ArrayList<>();
    for (Proxy proxy : runtime.proxies()) {
      forEach(proxy, filter, rows::add);
    }
    return rows;
  }

  /** The rows of one proxy; none when it is disabled in the configuration or filtered out. */
  public static void forEach(Proxy proxy, StatFilter filter, Consumer<StatRow> into) {
    if (proxy.config().disabled()
        || !filter.proxies().test(proxy.config().name())
        || filter.proxyId() != -1 && filter.proxyId() != proxy.config().id()) {
      return;
    }
    if (proxy.frontend() != null) {
      if (filter.wants(StatRow.Kind.FRONTEND)) {
        into.accept(FrontendRow.of(proxy.frontend()));
      }
      if (proxy.config().has(Option.SOCKET_STATS) && filter.wants(StatRow.Kind.LISTENER)) {
        listeners(proxy, filter, into);
      }
    }
    if (proxy.backend() != null) {
      if (filter.wants(StatRow.Kind.SERVER)) {
        servers(proxy.backend(), filter, into);
      }
      if (filter.wants(StatRow.Kind.BACKEND)) {
        into.accept(BackendRow.of(proxy.backend(), filter));
      }
    }
  }

  private static void listeners(Proxy proxy, StatFilter filter, Consumer<StatRow> into) {
    for (BindListener listener : proxy.frontend().listeners()) {
      if (filter.wantsId(listener.config().id())) {
        into.accept(ListenerRow.of(listener, filter.legends()));
      }
    }
  }

  private static void servers(Backend backend, StatFilter filter, Consumer<StatRow> into) {
    for (Server server : backend.servers()) {
      boolean hidden =
          server.inMaintenance() && (filter.hideMaintenance() || filter.hideDown())
              || filter.hideDown() && downForGood(server);
      if (filter.wantsId(server.id()) && !hidden) {
        into.accept(ServerRow.of(server, filter.legends()));
      }
    }
  }

  /** Down, and its checks are not bringing it back. */
  private static boolean downForGood(Server server) {
    if (server.operating() != OperatingState.STOPPED) {
      return false;
    }
    Server checked = ServerRow.checkedBy(server);
    boolean check = ServerRow.checkEnabled(checked);
    boolean agent = ServerRow.agentEnabled(checked);
    return !check && !agent
        || agent && checked.agent().health() == 0
        || check && checked.check().health() == 0;
  }
}
