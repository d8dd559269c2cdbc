package io.haloom.stats;

import io.haloom.model.BindConfig;
import io.haloom.proxy.BindListener;
import io.haloom.proxy.Frontend;
import io.haloom.proxy.count.Counter;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** Fills the row of a bind line ({@code option socket-stats}). */
final class ListenerRow {
  private ListenerRow() {}

  static StatRow of(BindListener listener, boolean legends) {
    BindConfig config = listener.config();
    StatRow row = new StatRow(StatRow.Kind.LISTENER);
    String name = config.name() == null ? "sock-" + config.id() : config.name();
    CommonFields.identity(row, listener.frontend().config(), name, config.id());
    row.set(StatField.SCUR, listener.sessions().get());
    row.set(StatField.SMAX, listener.sessions().peak());
    row.set(StatField.SLIM, config.maxconn());
    row.set(StatField.STOT, listener.counters().get(Counter.CONNECTIONS));
    row.set(StatField.STATUS, status(listener));
    CommonFields.clientSide(row, listener.counters());
    CommonFields.bytes(row, listener.counters());
    row.set(StatField.DREQ, listener.counters().get(Counter.DENIED_REQUESTS));
    if (legends) {
      SocketAddress bound = listener.listener().localAddress();
      int port = bound instanceof InetSocketAddress inet ? inet.getPort() : 0;
      CommonFields.address(row, bound, port);
    }
    CommonFields.tls(row, listener.counters());
    return row;
  }

  /** FULL at its own limit, WAITING while a limit of the frontend or the process holds it back. */
  private static String status(BindListener listener) {
    int limit = listener.config().maxconn();
    if (limit != 0 && listener.sessions().get() >= limit) {
      return "FULL";
    }
    Frontend frontend = listener.frontend();
    int process = frontend.runtime().process().maxconn();
    boolean held =
        frontend.maxconn() != 0 && frontend.sessions().get() >= frontend.maxconn()
            || process != 0 && frontend.runtime().process().connections().get() >= process
            || frontend.sessionRate().remaining(System.currentTimeMillis(), frontend.rateLimit())
                == 0;
    return held ? "WAITING" : "OPEN";
  }
}
