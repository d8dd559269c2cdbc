package io.haloom.proxy;

import io.haloom.model.ServerConfig;
import io.haloom.proxy.state.AdminBits;
import io.haloom.proxy.state.AdminFlag;
import io.haloom.proxy.state.CheckHealth;
import io.haloom.proxy.state.LeadingNumber;
import io.haloom.proxy.state.OperatingState;
import io.haloom.proxy.state.ServerLocation;
import io.haloom.proxy.statefile.CheckNumbers;
import io.haloom.proxy.statefile.StateColumns;
import io.haloom.proxy.statefile.StateLine;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * Puts one server where a state file says it was. A change of the configuration since then has
 * precedence: a server that is newly disabled stays so, one that no longer is does not, and a
 * weight holds only while the configured one is the same.
 */
final class StateRestore {
  private static final StateCause CAUSE = StateCause.of("changed from server-state after a reload");

  private final Server server;
  private final ServerState state;
  private final StateLine line;

  private StateRestore(Server server, StateLine line) {
    this.server = server;
    this.state = server.state();
    this.line = line;
  }

  /** Returns null when all is well, or the warning HAProxy gives. */
  static String apply(Server server, StateLine line) {
    String problems = line.problems();
    if (!problems.isEmpty()) {
      return "server-state application failed for server '" + server.fullName() + "'" + problems;
    }
    StateRestore restore = new StateRestore(server, line);
    server.changes().locked(restore::apply);
    String refused = restore.checkTargets();
    return refused == null
        ? null
        : "server-state partially applied for server '" + server.fullName() + "', " + refused;
  }

  private void apply() {
    operating();
    administration();
    state.clock().changedAgo(line.number("srv_time_since_last_change"));
    checks();
    weight();
    location();
    tls();
  }

  // --- operating state -------------------------------------------------------------------------

  private void operating() {
    CheckHealth check = server.check();
    int health = (int) line.number("srv_check_health");
    switch (OperatingState.values()[(int) line.number("srv_op_state")]) {
      case STOPPED -> stopped();
      case STARTING -> {
        boolean between = health >= 1 && health < check.rise();
        check.health(between ? health : check.rise() - 1);
        if (check.rise() == 1) {
          running();
        } else {
          state.startAgain();
        }
      }
      case STOPPING -> {
        if (check.fall() == 1) {
          stopped();
        } else {
          boolean failing = health >= check.rise() && health < check.full();
          check.health(failing ? health : check.rise());
          state.stopping(CAUSE);
        }
      }
      case RUNNING -> running();
    }
  }

  private void stopped() {
    server.check().health(0);
    state.stopped(CAUSE);
  }

  private void running() {
    server.check().health(server.check().full());
    state.running(StateCause.NONE);
  }

  // --- administration --------------------------------------------------------------------------

  private void administration() {
    int then = line.admin();
    boolean wasConfigured = AdminBits.has(then, AdminFlag.CONFIG_MAINT);
    boolean isConfigured = AdminBits.has(state.admin(), AdminFlag.CONFIG_MAINT);
    boolean wasForced = AdminBits.has(then, AdminFlag.FORCED_MAINT);
    if (wasConfigured != isConfigured) {
      maintain(isConfigured);
    } else if (wasForced != isConfigured) {
      maintain(wasForced);
    }
    boolean maintained = AdminBits.has(state.admin(), AdminFlag.FORCED_MAINT);
    boolean meant = line.number("srv_iweight") > 0 || server.initialWeight() == 0;
    if (!maintained && meant && AdminBits.has(then, AdminFlag.FORCED_DRAIN)) {
      server.changes().drain();
    }
  }

  private void maintain(boolean on) {
    if (on) {
      server.changes().maintenance();
    } else {
      server.changes().ready();
    }
  }

  // --- the rest --------------------------------------------------------------------------------

  private void checks() {
    CheckHealth check = server.check();
    int status = (int) line.number("srv_check_status");
    check.last(CheckNumbers.outcome(status));
    if (disabled("srv_check_state")) {
      check.enabled(false);
    }
    if (disabled("srv_agent_state")) {
      server.agent().enabled(false);
    }
  }

  private boolean disabled(String column) {
    int bits = (int) line.number(column);
    return (bits & (StateColumns.CONFIGURED | StateColumns.ENABLED)) == StateColumns.CONFIGURED;
  }

  private void weight() {
    boolean same = line.number("srv_iweight") == server.initialWeight();
    state.weight(same ? (int) line.number("srv_uweight") : state.weight());
  }

  private void location() {
    ServerLocation location = server.location();
    String fqdn = line.name();
    boolean set = (line.number("srv_admin_state") & AdminFlag.HOSTNAME_MAINT.bit()) != 0;
    if (location.fqdn() != null && fqdn != null && set && !fqdn.equals(location.fqdn())) {
      location.fqdn(fqdn);
      state.mark(AdminFlag.HOSTNAME_MAINT, true);
    }
    InetAddress ip = location.ip();
    InetAddress last = location.fqdn() == null ? null : lastAddress();
    boolean use = last != null && (location.unresolved() || lastComesFirst());
    if (ip != null) {
      int port = (int) line.port();
      location.move(use ? last : ip, port, location.mapped());
      server.backend().cookies().refresh(server);
    }
    if (use) {
      state.clear(AdminFlag.RESOLUTION_MAINT);
    }
  }

  private void tls() {
    ServerConfig.Tls tls = server.config().connect().tls();
    if (line.text("srv_use_ssl") != null && tls != null && tls.isPrepared()) {
      server.tls().set((int) line.number("srv_use_ssl"));
    }
  }

  private InetAddress lastAddress() {
    String text = line.givenAddress("srv_addr");
    return text == null ? null : AddressChange.literal(text);
  }

  /** {@code init-addr}: by default the last address is preferred to what the name resolves to. */
  private boolean lastComesFirst() {
    List<String> methods = server.config().address().initAddr();
    return methods.isEmpty() || methods.get(0).equals("last");
  }

  private String checkTargets() {
    String refused = target(server.check(), "health", "srv_check_addr", "srv_check_port");
    return refused != null
        ? refused
        : target(server.agent(), "agent", "srv_agent_addr", "srv_agent_port");
  }

  private String target(CheckHealth check, String kind, String addressColumn, String portColumn) {
    String address = line.givenAddress(addressColumn);
    String port = line.givenPort(portColumn);
    if (address == null && port == null) {
      return null;
    }
    if (!check.enabled()) {
      return kind + " checks are not enabled on this server";
    }
    InetAddress ip = address == null ? null : AddressChange.literal(address);
    if (address != null && ip == null) {
      return "invalid addr '" + address + "'";
    }
    LeadingNumber number = port == null ? null : LeadingNumber.of(port);
    String wrong = port == null ? null : wrongPort(port, number, check == server.check());
    if (wrong != null) {
      return wrong;
    }
    if (ip != null) {
      check.address(new InetSocketAddress(ip, 0));
    }
    if (number != null) {
      check.port((int) number.value());
    }
    return null;
  }

  private String wrongPort(String text, LeadingNumber number, boolean ofHealth) {
    boolean integer =
        number != null
            && number.rest().isEmpty()
            && !text.startsWith("+")
            && number.value() == (int) number.value();
    if (!integer) {
      return "provided port is not an integer";
    }
    if (number.value() < 0 || number.value() > 65535) {
      return "provided port is invalid";
    }
    return ofHealth && number.value() == 0 && server.location().mapped()
        ? "can't unset 'port' since MAPPORTS is in use"
        : null;
  }
}
