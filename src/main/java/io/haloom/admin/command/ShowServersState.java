package io.haloom.admin.command;

import io.haloom.admin.Command;
import io.haloom.admin.CommandException;
import io.haloom.admin.Reply;
import io.haloom.admin.Request;
import io.haloom.net.AddressText;
import io.haloom.proxy.AdminFlag;
import io.haloom.proxy.Backend;
import io.haloom.proxy.CheckHealth;
import io.haloom.proxy.ProxyRuntime;
import io.haloom.proxy.Server;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code show servers state [<backend>]}: what a later process restores from a state file, in
 * version 1 of its form (management guide, "show servers state").
 */
public final class ShowServersState implements Command {
  private static final String HEADER =
      "1\n# be_id be_name srv_id srv_name srv_addr srv_op_state srv_admin_state srv_uweight"
          + " srv_iweight srv_time_since_last_change srv_check_status srv_check_result"
          + " srv_check_health srv_check_state srv_agent_state bk_f_forced_id srv_f_forced_id"
          + " srv_fqdn srv_port srvrecord srv_use_ssl srv_check_port srv_check_addr"
          + " srv_agent_addr srv_agent_port\n";

  /** HAProxy's numbers of check statuses: the place in this list, those without a word left out. */
  private static final List<String> STATUSES =
      List.of(
          "UNK",
          "INI",
          "",
          "",
          "HANA",
          "SOCKERR",
          "L4OK",
          "L4TOUT",
          "L4CON",
          "L6OK",
          "L6TOUT",
          "L6RSP",
          "L7TOUT",
          "L7RSP",
          "",
          "L7OK",
          "L7OKC",
          "L7STS",
          "PROCERR",
          "PROCTOUT",
          "PROCOK");

  private final ProxyRuntime runtime;

  public ShowServersState(ProxyRuntime runtime) {
    this.runtime = runtime;
  }

  @Override
  public Reply run(Request request) {
    StringBuilder text = new StringBuilder(HEADER);
    for (Backend backend : backends(runtime, request.word(3))) {
      Set<Integer> all = new HashSet<>();
      backend.servers().forEach(server -> all.add(server.id()));
      int next = 1;
      for (Server server : backend.servers()) {
        int given = next;
        while (given != server.id() && all.contains(given)) {
          given++;
        }
        boolean forced = given != server.id();
        line(backend, server, forced, text);
        next = (forced ? next : given) + 1;
      }
    }
    return Reply.data(text);
  }

  /** The backend of that name, or all when there is none. */
  static Collection<Backend> backends(ProxyRuntime runtime, String name) {
    if (name.isEmpty()) {
      return runtime.backends();
    }
    Backend backend = runtime.backend(name);
    if (backend == null) {
      throw new CommandException("Can't find backend.\n");
    }
    return List.of(backend);
  }

  /**
   * One server's line.
   *
   * @param forced whether its id is another than the one it would have been given
   */
  private static void line(Backend backend, Server server, boolean forced, StringBuilder into) {
    CheckHealth check = server.check();
    CheckHealth agent = server.agent();
    int admin = server.admin().stream().mapToInt(AdminFlag::bit).sum();
    into.append(backend.config().id()).append(' ').append(backend.name()).append(' ');
    into.append(server.id()).append(' ').append(server.name()).append(' ');
    into.append(host(server.address())).append(' ');
    into.append(server.operating().ordinal()).append(' ').append(admin).append(' ');
    into.append(server.userWeight()).append(' ').append(server.initialWeight()).append(' ');
    into.append(server.lastChangeSeconds()).append(' ');
    into.append(Math.max(0, STATUSES.indexOf(check.last().status()))).append(' ');
    into.append(result(check.last().status())).append(' ');
    into.append(check.health()).append(' ').append(state(check)).append(' ');
    into.append(agent.configured() ? state(agent) | 16 : 0).append(' ');
    into.append("0 ").append(forced ? 1 : 0).append(' ');
    into.append(server.fqdn() == null ? "-" : server.fqdn()).append(' ');
    into.append(server.port()).append(" - 0 ");
    into.append(check.port()).append(' ').append(host(check.address())).append(' ');
    into.append(host(agent.address())).append(' ').append(agent.port()).append('\n');
  }

  /** HAProxy's bits: under way, configured, enabled, paused. */
  private static int state(CheckHealth check) {
    if (!check.configured()) {
      return 0;
    }
    return (check.running() ? 1 : 0) | 2 | (check.enabled() ? 4 : 0) | (check.paused() ? 8 : 0);
  }

  /** Unknown, failed, passed or passed conditionally, by what the status says. */
  private static int result(String status) {
    return switch (status) {
      case "UNK", "INI" -> 0;
      case "L4OK", "L6OK", "L7OK", "PROCOK" -> 3;
      case "L7OKC" -> 4;
      default -> 2;
    };
  }

  static String host(SocketAddress address) {
    return address instanceof InetSocketAddress inet && inet.getAddress() != null
        ? AddressText.of(inet.getAddress())
        : "-";
  }
}
