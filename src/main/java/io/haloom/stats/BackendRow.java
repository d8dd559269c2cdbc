package io.haloom.stats;

import io.haloom.model.BalanceConfig.Algorithm;
import io.haloom.model.Option;
import io.haloom.model.ProxyConfig;
import io.haloom.proxy.Backend;
import io.haloom.proxy.Server;
import io.haloom.proxy.count.Counter;
import io.haloom.proxy.state.OperatingState;
import java.util.List;

/** Fills the row of a backend. */
final class BackendRow {
  private BackendRow() {}

  static StatRow of(Backend backend, StatFilter filter) {
    StatRow row = new StatRow(StatRow.Kind.BACKEND);
    ProxyConfig config = backend.config();
    CommonFields.identity(row, config, "BACKEND", 0);
    sessions(row, backend);
    servers(row, backend, filter.hideDown() || filter.hideMaintenance());
    CommonFields.bytes(row, backend.counters());
    CommonFields.serverSide(row, backend.counters());
    row.set(StatField.DREQ, backend.counters().get(Counter.DENIED_REQUESTS));
    if (config.mode() == ProxyConfig.Mode.HTTP) {
      CommonFields.responses(row, backend.counters());
      CommonFields.cache(row);
      row.set(StatField.REQ_TOT, backend.counters().get(Counter.REQUESTS));
    }
    CommonFields.times(row, backend.times());
    if (filter.legends()) {
      if (config.http().cookie() != null) {
        row.set(StatField.COOKIE, config.http().cookie().name());
      }
      row.set(StatField.ALGO, algorithm(config.backend().balance().algorithm()));
    }
    CommonFields.compression(row);
    CommonFields.tls(row, backend.counters());
    CommonFields.http2(row, backend.counters());
    CommonFields.http1(row, backend.counters());
    return row;
  }

  /** HAProxy has no name for one of them. */
  private static String algorithm(Algorithm algorithm) {
    return algorithm == Algorithm.RANDOM ? "unknown" : algorithm.word();
  }

  private static void sessions(StatRow row, Backend backend) {
    row.set(StatField.QCUR, backend.queued().get());
    row.set(StatField.QMAX, backend.queued().peak());
    row.set(StatField.SCUR, backend.sessions().get());
    row.set(StatField.SMAX, backend.sessions().peak());
    row.set(StatField.SLIM, backend.fullconn());
    row.set(StatField.STOT, backend.counters().get(Counter.SESSIONS));
    row.set(StatField.RATE, backend.sessionRate().perSecond(System.currentTimeMillis()));
    row.set(StatField.RATE_MAX, backend.sessionRate().peak());
    row.set(StatField.LASTSESS, backend.lastSessionSeconds());
  }

  private static void servers(StatRow row, Backend backend, boolean countServers) {
    List<Server> servers = backend.servers();
    int active = backend.activeUsable();
    int backup = backend.backupUsable();
    String status = active + backup > 0 || servers.isEmpty() ? "UP" : "DOWN";
    if (countServers) {
      long up = servers.stream().filter(s -> s.operating() != OperatingState.STOPPED).count();
      status += " (" + up + "/" + servers.size() + ")";
    }
    row.set(StatField.STATUS, status);
    List<Server> inUse = inUse(backend, active);
    row.set(StatField.WEIGHT, inUse.stream().mapToLong(Server::effectiveWeight).sum());
    row.set(StatField.UWEIGHT, inUse.stream().mapToLong(Server::userWeight).sum());
    row.set(StatField.ACT, active);
    row.set(StatField.BCK, backup);
    row.set(StatField.CHKDOWN, backend.counters().get(Counter.DOWN_TRANSITIONS));
    row.set(StatField.LASTCHG, backend.lastChangeSeconds());
    if (!servers.isEmpty()) {
      row.set(StatField.DOWNTIME, backend.downtimeSeconds());
    }
    row.set(StatField.AGG_SERVER_STATUS, 0);
    row.set(StatField.AGG_SERVER_CHECK_STATUS, 0);
    row.set(StatField.AGG_CHECK_STATUS, 0);
  }

  /** The servers balanced over: active ones, else the first backup, or all of them. */
  private static List<Server> inUse(Backend backend, int active) {
    boolean backups = active == 0;
    List<Server> usable =
        backend.servers().stream()
            .filter(s -> s.usable() && s.config().share().backup() == backups)
            .toList();
    boolean all = !backups || backend.config().has(Option.ALLBACKUPS) || usable.size() < 2;
    return all ? usable : usable.subList(0, 1);
  }
}
