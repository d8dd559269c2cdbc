package io.haloom.stats;

import io.haloom.config.ConfigText;
import io.haloom.model.HealthConfig;
import io.haloom.model.ProxyConfig;
import io.haloom.proxy.Server;
import io.haloom.proxy.ServerConnections;
import io.haloom.proxy.count.Counter;
import io.haloom.proxy.state.CheckHealth;
import java.nio.charset.StandardCharsets;

/** Fills the row of a server. */
final class ServerRow {
  private ServerRow() {}

  static StatRow of(Server server, boolean legends) {
    StatRow row = new StatRow(StatRow.Kind.SERVER);
    ProxyConfig proxy = server.backend().config();
    CommonFields.identity(row, proxy, server.name(), server.id());
    sessions(row, server);
    state(row, server);
    CommonFields.bytes(row, server.counters());
    CommonFields.serverSide(row, server.counters());
    if (proxy.mode() == ProxyConfig.Mode.HTTP) {
      CommonFields.responses(row, server.counters());
      row.set(StatField.REQ_TOT, server.counters().get(Counter.REQUESTS));
    }
    check(row, server);
    agent(row, server);
    CommonFields.times(row, server.times());
    connections(row, server);
    if (legends) {
      CommonFields.address(row, server.address(), server.port());
      if (server.cookie() != null) {
        row.set(StatField.COOKIE, server.cookie());
      }
    }
    CommonFields.tls(row, server.counters());
    return row;
  }

  /** The server at the end of the chain of {@code track}. */
  static Server checkedBy(Server server) {
    Server last = server;
    while (last.tracked() != null) {
      last = last.tracked();
    }
    return last;
  }

  static boolean checkEnabled(Server server) {
    return server.check().configured() && server.check().enabled();
  }

  static boolean agentEnabled(Server server) {
    return server.agent().configured() && server.agent().enabled();
  }

  private static void sessions(StatRow row, Server server) {
    row.set(StatField.QCUR, server.queued().get());
    row.set(StatField.QMAX, server.queued().peak());
    row.set(StatField.SCUR, server.sessions().get());
    row.set(StatField.SMAX, server.sessions().peak());
    if (server.maxconn() != 0) {
      row.set(StatField.SLIM, server.maxconn());
    }
    if (server.config().share().limits().maxqueue() != 0) {
      row.set(StatField.QLIMIT, server.config().share().limits().maxqueue());
    }
    row.set(StatField.STOT, server.counters().get(Counter.SESSIONS));
    row.set(StatField.RATE, server.sessionRate().perSecond(System.currentTimeMillis()));
    row.set(StatField.RATE_MAX, server.sessionRate().peak());
    row.set(StatField.LASTSESS, server.lastSessionSeconds());
  }

  private static void state(StatRow row, Server server) {
    row.set(StatField.STATUS, server.statusText());
    row.set(StatField.WEIGHT, server.effectiveWeight());
    row.set(StatField.UWEIGHT, server.userWeight());
    row.set(StatField.ACT, server.config().share().backup() ? 0 : 1);
    row.set(StatField.BCK, server.config().share().backup() ? 1 : 0);
    row.set(StatField.LASTCHG, server.lastChangeSeconds());
    if (server.throttle() >= 0) {
      row.set(StatField.THROTTLE, server.throttle());
    }
    if (server.tracked() != null) {
      row.set(StatField.TRACKED, server.tracked().backend().name() + "/" + server.tracked().name());
    }
  }

  /** Failures stay visible in maintenance; what the checks say now does not, for they rest. */
  private static void check(StatRow row, Server server) {
    Server checked = checkedBy(server);
    if (checked.config().health().observe() != HealthConfig.Observe.NONE) {
      row.set(StatField.HANAFAIL, server.counters().get(Counter.FAILED_OBSERVATIONS));
    }
    if (!checkEnabled(server)) {
      return;
    }
    row.set(StatField.CHKFAIL, server.counters().get(Counter.FAILED_CHECKS));
    row.set(StatField.CHKDOWN, server.counters().get(Counter.DOWN_TRANSITIONS));
    row.set(StatField.DOWNTIME, server.downtimeSeconds());
    if (server.check().paused()) {
      return;
    }
    CheckHealth.Outcome last = server.check().last();
    row.set(StatField.CHECK_STATUS, statusWord(server.check()));
    if (last.hasCode()) {
      row.set(StatField.CHECK_CODE, last.code());
    }
    if (last.durationMillis() >= 0) {
      row.set(StatField.CHECK_DURATION, last.durationMillis());
    }
    row.set(StatField.CHECK_DESC, last.description());
    row.set(StatField.LAST_CHK, detail(server.check()));
    row.set(StatField.CHECK_RISE, checked.check().rise());
    row.set(StatField.CHECK_FALL, checked.check().fall());
    row.set(StatField.CHECK_HEALTH, checked.check().health());
  }

  private static void agent(StatRow row, Server server) {
    if (!agentEnabled(server)) {
      return;
    }
    CheckHealth.Outcome last = server.agent().last();
    row.set(StatField.AGENT_STATUS, statusWord(server.agent()));
    if (last.hasCode()) {
      row.set(StatField.AGENT_CODE, last.code());
    }
    row.set(StatField.AGENT_DURATION, Math.max(0, last.durationMillis()));
    row.set(StatField.AGENT_DESC, last.description());
    row.set(StatField.LAST_AGT, detail(server.agent()));
    row.set(StatField.AGENT_RISE, server.agent().rise());
    row.set(StatField.AGENT_FALL, server.agent().fall());
    row.set(StatField.AGENT_HEALTH, server.agent().health());
  }

  /** What the server said is bytes, mostly UTF-8; nothing while it is asked again. */
  private static String detail(CheckHealth health) {
    String said = health.running() ? null : health.last().detail();
    return said == null ? "" : ConfigText.text(said.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String statusWord(CheckHealth health) {
    return (health.running() ? "* " : "") + health.last().status();
  }

  /** In TCP mode each connection belongs to one session: none idles. */
  private static void connections(StatRow row, Server server) {
    ServerConnections pool = server.connections();
    boolean http = server.backend().config().mode() == ProxyConfig.Mode.HTTP;
    row.set(StatField.SRV_ICUR, pool.idle());
    if (server.maxIdle() != -1) {
      row.set(StatField.SRC_ILIM, server.maxIdle());
    }
    row.set(StatField.IDLE_CONN_CUR, pool.idle() - pool.safe());
    row.set(StatField.SAFE_CONN_CUR, pool.safe());
    row.set(StatField.USED_CONN_CUR, http ? pool.used() : server.sessions().get());
    row.set(StatField.NEED_CONN_EST, http ? pool.needed() : server.sessions().get());
  }
}
