package io.haloom.proxy;

import io.haloom.model.CheckConfig;
import io.haloom.model.ServerConfig;
import io.haloom.net.AddressText;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The states of servers as text, for {@code show servers state} and for the process that comes next
 * (management guide, {@code show servers state}). Version 1.
 */
public final class StateFile {
  static final int VERSION = 1;

  static final List<String> COLUMNS =
      List.of(
          "be_id",
          "be_name",
          "srv_id",
          "srv_name",
          "srv_addr",
          "srv_op_state",
          "srv_admin_state",
          "srv_uweight",
          "srv_iweight",
          "srv_time_since_last_change",
          "srv_check_status",
          "srv_check_result",
          "srv_check_health",
          "srv_check_state",
          "srv_agent_state",
          "bk_f_forced_id",
          "srv_f_forced_id",
          "srv_fqdn",
          "srv_port",
          "srvrecord",
          "srv_use_ssl",
          "srv_check_port",
          "srv_check_addr",
          "srv_agent_addr",
          "srv_agent_port");

  // Bits of srv_check_state and srv_agent_state.
  static final int RUNNING = 1;
  static final int CONFIGURED = 2;
  static final int ENABLED = 4;
  static final int PAUSED = 8;
  static final int AGENT = 16;

  private StateFile() {}

  /** The whole file. */
  public static String of(Collection<Backend> backends) {
    StringBuilder text = new StringBuilder();
    text.append(VERSION).append("\n# ").append(String.join(" ", COLUMNS)).append('\n');
    for (Backend backend : backends) {
      Set<Integer> forced = forcedIds(backend);
      for (Server server : backend.servers()) {
        line(backend, server, forced.contains(server.id()), text);
      }
    }
    return text.toString();
  }

  /** Ids that are not those that would have been given; of a server added later, any written. */
  private static Set<Integer> forcedIds(Backend backend) {
    Set<Integer> all = new HashSet<>();
    Set<Integer> forced = new HashSet<>();
    List<ServerConfig> configured = backend.config().backend().servers();
    configured.forEach(server -> all.add(server.id()));
    int next = 1;
    for (ServerConfig server : configured) {
      int given = next;
      while (given != server.id() && all.contains(given)) {
        given++;
      }
      if (given != server.id()) {
        forced.add(server.id());
      }
      next = (given == server.id() ? given : next) + 1;
    }
    for (Server server : backend.servers()) {
      if (server.dynamic() && server.config().id() != 0) {
        forced.add(server.id());
      }
    }
    return forced;
  }

  private static void line(Backend backend, Server server, boolean forced, StringBuilder into) {
    CheckHealth check = server.check();
    CheckHealth agent = server.agent();
    into.append(backend.config().id()).append(' ').append(backend.name()).append(' ');
    into.append(server.id()).append(' ').append(server.name()).append(' ');
    into.append(server.location().unresolved() ? "-" : host(server.location().ip())).append(' ');
    into.append(server.operating().ordinal()).append(' ').append(server.state().admin());
    into.append(' ').append(server.userWeight()).append(' ').append(server.initialWeight());
    into.append(' ').append(server.lastChangeSeconds()).append(' ');
    into.append(CheckNumbers.status(check.last().status())).append(' ');
    into.append(CheckNumbers.result(check.last().status())).append(' ');
    into.append(check.health()).append(' ').append(bits(check)).append(' ');
    into.append(agent.configured() ? bits(agent) | AGENT : 0).append(" 0 ");
    into.append(forced ? 1 : 0).append(' ');
    into.append(server.fqdn() == null ? "-" : server.fqdn()).append(' ');
    into.append(server.location().port()).append(" - 0 ").append(check.port()).append(' ');
    into.append(host(check.address())).append(' ');
    appendAgent(server, into);
  }

  /** The check's address and port are the agent's too unless it has its own. */
  private static void appendAgent(Server server, StringBuilder into) {
    CheckHealth agent = server.agent();
    CheckConfig check = server.config().check();
    boolean own = agent.configured() || check == null;
    into.append(host(own ? agent.address() : check.address())).append(' ');
    into.append(own ? agent.port() : check.port()).append('\n');
  }

  private static int bits(CheckHealth check) {
    int bits = check.running() ? RUNNING : 0;
    bits |= check.configured() ? CONFIGURED : 0;
    bits |= check.enabled() ? ENABLED : 0;
    return check.paused() ? bits | PAUSED : bits;
  }

  private static String host(SocketAddress address) {
    return address instanceof InetSocketAddress inet ? host(inet.getAddress()) : "-";
  }

  private static String host(InetAddress address) {
    return address == null ? "-" : AddressText.of(address);
  }
}
