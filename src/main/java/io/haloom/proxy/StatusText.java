package io.haloom.proxy;

import io.haloom.proxy.state.AdminBits;
import io.haloom.proxy.state.AdminFlag;
import io.haloom.proxy.state.CheckHealth;
import io.haloom.proxy.state.OperatingState;

/** The status word of statistics. */
final class StatusText {
  private StatusText() {}

  static String of(Server server) {
    int admin = server.state().admin();
    if (AdminBits.has(admin, AdminFlag.RESOLUTION_MAINT)) {
      return "MAINT (resolution)";
    }
    if (AdminBits.has(admin, AdminFlag.INHERITED_MAINT)) {
      Server via = server.tracked() != null ? server.tracked() : server;
      return "MAINT (via " + via.fullName() + ")";
    }
    if (AdminBits.maintenance(admin)) {
      return "MAINT";
    }
    Server checked = server.checked();
    return switch (server.operating()) {
      case RUNNING, STARTING -> up(checked, AdminBits.drain(admin));
      case STOPPING -> stopping(server, checked);
      case STOPPED -> down(checked);
    };
  }

  private static String up(Server checked, boolean drain) {
    CheckHealth check = checked.check();
    boolean failing = check.enabled() && check.health() < check.full();
    if (drain) {
      if (checked.agent().enabled()) {
        return "DRAIN (agent)";
      }
      return failing ? "DRAIN " + upCount(checked) : "DRAIN";
    }
    if (failing) {
      return "UP " + upCount(checked);
    }
    return check.enabled() ? "UP" : "no check";
  }

  private static String stopping(Server server, Server checked) {
    boolean unchecked = !server.check().enabled() && server.tracked() == null;
    boolean well = checked.check().health() == checked.check().full();
    return unchecked || well ? "NOLB" : "NOLB " + upCount(checked);
  }

  private static String down(Server checked) {
    CheckHealth check = checked.check();
    CheckHealth agent = checked.agent();
    if (agent.enabled() && agent.health() == 0) {
      return "DOWN (agent)";
    }
    boolean rising = agent.enabled() || check.enabled();
    if (check.enabled() && check.health() == 0 || !rising) {
      return "DOWN";
    }
    return checked.operating() != OperatingState.STOPPED
        ? "DOWN " + upCount(checked)
        : "DOWN " + check.health() + "/" + check.rise();
  }

  private static String upCount(Server checked) {
    CheckHealth check = checked.check();
    return checked.operating() != OperatingState.STOPPED
        ? check.health() - check.rise() + 1 + "/" + check.fall()
        : check.health() + "/" + check.rise();
  }
}
