package io.haloom.proxy;

import io.haloom.proxy.state.AdminBits;
import io.haloom.proxy.state.AdminFlag;
import io.haloom.proxy.state.CheckHealth;
import io.haloom.proxy.state.OperatingState;

/** Says what became of a server, in HAProxy's words and at its levels. */
final class StateReport {
  private final Server server;
  private final Backend backend;

  StateReport(Server server) {
    this.server = server;
    this.backend = server.backend();
  }

  void down(boolean alarming, StateCause cause, int requeued) {
    StringBuilder text = begin().append(" is DOWN");
    cause.describe(text, server.tracked());
    send(level(alarming), counted(text, requeued));
  }

  void stopping(StateCause cause, int requeued) {
    StringBuilder text = begin().append(" is stopping");
    cause.describe(text, server.tracked());
    send(Events.NOTICE, counted(text, requeued));
  }

  void up(StateCause cause, int requeued) {
    StringBuilder text = begin().append(" is UP");
    cause.describe(text, server.tracked());
    send(Events.NOTICE, counted(text, requeued));
  }

  void downEntersMaintenance(int flags, String cause) {
    StringBuilder text = begin().append(" was DOWN and now enters maintenance");
    because(text, cause, AdminBits.has(flags, AdminFlag.FORCED_MAINT));
    sendUnlessStarting(Events.NOTICE, text);
  }

  void enterMaintenance(boolean alarming, int flags, String cause, int requeued) {
    StringBuilder text = begin().append(" is going DOWN for maintenance");
    because(text, cause, AdminBits.has(flags, AdminFlag.FORCED_MAINT));
    sendUnlessStarting(level(alarming), counted(text, requeued));
  }

  void leaveMaintenance(int before, int after) {
    String state = upOrDown() + (AdminBits.drain(after) ? "/DRAIN" : "/READY");
    StringBuilder text = begin();
    if (AdminBits.left(before, after, AdminFlag.INHERITED_MAINT)) {
      text.append(" is ").append(state).append(" (leaving maintenance)");
    } else if (AdminBits.left(before, after, AdminFlag.RESOLUTION_MAINT)) {
      if (!backend.runtime().started()) {
        return;
      }
      name(text).append(" is ").append(state).append(" (resolves again)");
    } else {
      text.append(" is ").append(state).append(" (leaving forced maintenance)");
    }
    send(Events.NOTICE, text);
  }

  void staysInMaintenance(int before, int after) {
    if (AdminBits.left(before, after, AdminFlag.FORCED_MAINT)) {
      StringBuilder text =
          begin().append(" is leaving forced maintenance but remains in maintenance");
      send(Events.NOTICE, via(text));
    }
    if (AdminBits.left(before, after, AdminFlag.RESOLUTION_MAINT)) {
      send(Events.NOTICE, via(name(begin()).append(" resolves again but remains in maintenance")));
    } else if (AdminBits.left(before, after, AdminFlag.INHERITED_MAINT)) {
      send(Events.NOTICE, begin().append(" remains in forced maintenance"));
    }
  }

  void enterDrain(int flags, String cause, int requeued) {
    StringBuilder text = begin().append(" enters drain state");
    because(text, cause, AdminBits.has(flags, AdminFlag.FORCED_DRAIN));
    sendUnlessStarting(Events.NOTICE, counted(text, requeued));
  }

  void leaveDrain(int before) {
    StringBuilder text = begin().append(" is ").append(upOrDown());
    boolean forced = AdminBits.has(before, AdminFlag.FORCED_DRAIN);
    send(
        Events.NOTICE,
        forced ? text.append(" (leaving forced drain)") : via(text.append(" (leaving drain)")));
  }

  void staysInDrain(int flags) {
    if (AdminBits.has(flags, AdminFlag.FORCED_DRAIN)) {
      send(Events.NOTICE, begin().append(" remains in forced drain mode"));
    } else {
      StringBuilder text = begin().append(" is leaving forced drain but remains in drain mode");
      send(Events.NOTICE, via(text));
    }
  }

  /** A check's result, with {@code option log-health-checks}. */
  void check(boolean agent, CheckHealth health, Server.CheckVerdict verdict) {
    StringBuilder text = new StringBuilder(200);
    text.append(agent ? "Agent" : "Health").append(" check for ");
    text.append(server.config().share().backup() ? "backup server " : "server ")
        .append(server.fullName());
    text.append(verdict == Server.CheckVerdict.CONDITIONAL ? " conditionally" : "");
    text.append(verdict == Server.CheckVerdict.FAILED ? " failed" : " succeeded");
    StateCause.of(health.last()).describe(text, null);
    int value = health.health();
    boolean up = health.up();
    text.append(", status: ").append(up ? value - health.rise() + 1 : value).append('/');
    text.append(up ? health.fall() : health.rise()).append(' ');
    text.append(!up ? "DOWN" : server.userWeight() > 0 ? "UP" : "DRAIN");
    send(Events.NOTICE, text);
  }

  // --- pieces ----------------------------------------------------------------------------------

  private StringBuilder begin() {
    StringBuilder text = new StringBuilder(160);
    return text.append(server.config().share().backup() ? "Backup Server " : "Server ")
        .append(server.fullName());
  }

  private StringBuilder name(StringBuilder text) {
    return text.append(" ('").append(server.fqdn()).append("')");
  }

  private StringBuilder via(StringBuilder text) {
    Server tracked = server.tracked();
    return tracked == null ? text : text.append(" via ").append(tracked.fullName());
  }

  private void because(StringBuilder text, String cause, boolean forced) {
    if (cause != null && !cause.isEmpty()) {
      text.append(" (").append(cause).append(')');
    }
    if (!forced) {
      via(text);
    }
  }

  private String upOrDown() {
    return server.operating() == OperatingState.STOPPED ? "DOWN" : "UP";
  }

  private static int level(boolean alarming) {
    return alarming ? Events.ALERT : Events.NOTICE;
  }

  private StringBuilder counted(StringBuilder text, int requeued) {
    boolean stopped = server.operating() == OperatingState.STOPPED;
    int active = backend.activeUsable();
    int backup = backend.backupUsable();
    text.append(". ").append(active).append(" active and ").append(backup);
    text.append(" backup servers ").append(stopped ? "left." : "online.");
    text.append(active == 0 && backup > 0 ? " Running on backup. " : " ");
    if (stopped) {
      text.append(server.sessions().get()).append(" sessions active, ").append(requeued);
      text.append(" requeued, ").append(server.queued().get()).append(" remaining in queue");
    } else {
      text.append(requeued).append(" sessions requeued, ");
      text.append(server.queued().get()).append(" total in queue");
    }
    return text;
  }

  private void sendUnlessStarting(int level, StringBuilder text) {
    if (backend.runtime().started()) {
      send(level, text);
    }
  }

  /** What an earlier process knew is no news to the logs of this one. */
  private void send(int level, StringBuilder text) {
    Events events = backend.runtime().events();
    String message = text.append('.').toString();
    if (backend.runtime().started()) {
      events.warn(backend.config(), level, message);
    } else {
      events.warnOnly("config : " + message);
    }
  }
}
