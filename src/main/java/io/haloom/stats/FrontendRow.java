package io.haloom.stats;

import io.haloom.model.ProxyConfig;
import io.haloom.proxy.Frontend;
import io.haloom.proxy.count.Counter;
import io.haloom.proxy.count.Counters;

/** Fills the row of a frontend. */
final class FrontendRow {
  private FrontendRow() {}

  static StatRow of(Frontend frontend) {
    StatRow row = new StatRow(StatRow.Kind.FRONTEND);
    CommonFields.identity(row, frontend.config(), "FRONTEND", 0);
    sessions(row, frontend);
    traffic(row, frontend.counters());
    if (frontend.config().mode() == ProxyConfig.Mode.HTTP) {
      CommonFields.responses(row, frontend.counters());
      CommonFields.cache(row);
      row.set(StatField.INTERCEPTED, frontend.counters().get(Counter.INTERCEPTED));
    }
    CommonFields.compression(row);
    CommonFields.tls(row, frontend.counters());
    CommonFields.http2(row, frontend.counters());
    CommonFields.http1(row, frontend.counters());
    return row;
  }

  private static void sessions(StatRow row, Frontend frontend) {
    long now = System.currentTimeMillis();
    int limit = frontend.maxconn();
    row.set(StatField.SCUR, frontend.sessions().get());
    row.set(StatField.SMAX, frontend.sessions().peak());
    row.set(StatField.SLIM, limit == 0 ? frontend.runtime().process().maxconn() : limit);
    row.set(StatField.STOT, frontend.counters().get(Counter.SESSIONS));
    row.set(StatField.STATUS, status(frontend));
    row.set(StatField.RATE, frontend.sessionRate().perSecond(now));
    row.set(StatField.RATE_LIM, frontend.rateLimit());
    row.set(StatField.RATE_MAX, frontend.sessionRate().peak());
    row.set(StatField.CONN_RATE, frontend.connectionRate().perSecond(now));
    row.set(StatField.CONN_RATE_MAX, frontend.connectionRate().peak());
    row.set(StatField.CONN_TOT, frontend.counters().get(Counter.CONNECTIONS));
    row.set(StatField.REQ_RATE, frontend.requestRate().perSecond(now));
    row.set(StatField.REQ_RATE_MAX, frontend.requestRate().peak());
    row.set(StatField.REQ_TOT, frontend.counters().get(Counter.REQUESTS));
  }

  private static String status(Frontend frontend) {
    return switch (frontend.state()) {
      case STOPPED -> "STOP";
      case PAUSED -> "PAUSED";
      case NEW, OPEN -> "OPEN";
    };
  }

  private static void traffic(StatRow row, Counters counters) {
    CommonFields.clientSide(row, counters);
    CommonFields.bytes(row, counters);
    row.set(StatField.DREQ, counters.get(Counter.DENIED_REQUESTS));
  }
}
