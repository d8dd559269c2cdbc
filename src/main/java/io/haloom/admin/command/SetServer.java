package io.haloom.admin.command;

import io.haloom.admin.Command;
import io.haloom.admin.Reply;
import io.haloom.admin.Request;
import io.haloom.model.ServerConfig;
import io.haloom.proxy.ProxyRuntime;
import io.haloom.proxy.Server;
import io.haloom.proxy.state.AdminFlag;
import io.haloom.proxy.state.OperatingState;
import java.util.EnumSet;

/** {@code set server <backend>/<server> <what> ...} (management guide, "set server"). */
final class SetServer implements Command {
  private static final int LONGEST_NAME = 300;
  private static final String UPDATER = "stats socket command";

  private final Targets targets;
  private final ProxyRuntime runtime;

  SetServer(ProxyRuntime runtime) {
    this.runtime = runtime;
    this.targets = new Targets(runtime);
  }

  @Override
  public Reply run(Request request) {
    Server server = targets.server(request.word(2));
    return switch (request.word(3)) {
      case "weight" -> Reply.errorOrDone(server.changes().changeWeight(request.word(4)));
      case "state" -> state(server, request.word(4));
      case "health" -> health(server, request.word(4));
      case "agent" -> agent(server, request.word(4));
      case "addr" -> address(server, request);
      case "fqdn" -> fqdn(server, request.word(4));
      case "check-addr", "check-port" -> CheckTarget.change(server, false, request);
      case "agent-addr", "agent-port" -> CheckTarget.change(server, true, request);
      case "agent-send" -> agentSend(server, request.word(4));
      case "ssl" -> tls(server, request.word(4));
      default ->
          Reply.error(
              "usage: set server <backend>/<server> addr | agent | agent-addr | agent-port |"
                  + " agent-send | check-addr | check-port | fqdn | health | ssl | state |"
                  + " weight\n");
    };
  }

  private static Reply state(Server server, String state) {
    switch (state) {
      case "ready" -> server.changes().ready();
      case "drain" -> server.changes().drain();
      case "maint" -> server.changes().maintenance();
      default -> {
        return Reply.error("'set server <srv> state' expects 'ready', 'drain' and 'maint'.\n");
      }
    }
    return Reply.DONE;
  }

  private static Reply health(Server server, String health) {
    if (server.tracked() != null) {
      return Reply.error("cannot change health on a tracking server.\n");
    }
    switch (health) {
      case "up" -> server.changes().forceHealth(OperatingState.RUNNING);
      case "stopping" -> server.changes().forceHealth(OperatingState.STOPPING);
      case "down" -> server.changes().forceHealth(OperatingState.STOPPED);
      default -> {
        return Reply.error("'set server <srv> health' expects 'up', 'stopping', or 'down'.\n");
      }
    }
    return Reply.DONE;
  }

  private static Reply agent(Server server, String health) {
    if (!server.agent().enabled()) {
      return Reply.error("agent checks are not enabled on this server.\n");
    }
    switch (health) {
      case "up" -> server.changes().forceAgent(true);
      case "down" -> server.changes().forceAgent(false);
      default -> {
        return Reply.error("'set server <srv> agent' expects 'up' or 'down'.\n");
      }
    }
    return Reply.DONE;
  }

  private static Reply agentSend(Server server, String text) {
    if (!server.agent().enabled()) {
      return Reply.error("agent checks are not enabled on this server.\n");
    }
    server.agent().send(text);
    return Reply.DONE;
  }

  private static Reply tls(Server server, String use) {
    if (server.dynamic()) {
      return Reply.error("'set server <srv> ssl' not supported on dynamic servers\n");
    }
    ServerConfig.Tls tls = server.config().connect().tls();
    if (tls == null || !tls.isPrepared()) {
      return Reply.error(
          "'set server <srv> ssl' cannot be set.  default-server should define ssl settings\n");
    }
    if (!use.equals("on") && !use.equals("off")) {
      return Reply.error("'set server <srv> ssl' expects 'on' or 'off'.\n");
    }
    server.tls().set(use.equals("on") ? 1 : 0);
    server.connections().closeIdle();
    return Reply.notice("server ssl setting updated.\n");
  }

  private static Reply address(Server server, Request request) {
    if (request.word(4).isEmpty()) {
      return Reply.error("set server <b>/<s> addr requires an address and optionally a port.\n");
    }
    String port = request.word(5).equals("port") ? request.word(6) : null;
    String answer = server.changes().changeAddress(request.word(4), port, UPDATER);
    server.changes().clearAdmin(EnumSet.of(AdminFlag.RESOLUTION_MAINT));
    return Reply.warning(answer);
  }

  /** Only a server whose address is a name is resolved again, and only where that is asked for. */
  private Reply fqdn(Server server, String name) {
    if (name.isEmpty()) {
      return Reply.error("set server <b>/<s> fqdn requires a FQDN.\n");
    }
    String old = server.fqdn();
    if (old == null || !runtime.config().global().process().followNames()) {
      return Reply.error("set server <b>/<s> fqdn failed because no resolution is configured.\n");
    }
    String by = " by '" + UPDATER + "'\n";
    if (name.equals(old)) {
      return Reply.warning("no need to change the FDQN" + by);
    }
    if (name.length() > LONGEST_NAME || !name.matches("[A-Za-z0-9._-]+")) {
      return Reply.warning("invalid fqdn '" + name + "'" + by);
    }
    server.changes().fqdn(name);
    String full = server.backend().name() + "/" + server.name();
    return Reply.warning(full + " changed its FQDN from " + old + " to " + name + by);
  }
}
