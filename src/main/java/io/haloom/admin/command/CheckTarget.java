package io.haloom.admin.command;

import io.haloom.admin.Reply;
import io.haloom.admin.Request;
import io.haloom.proxy.Server;
import io.haloom.proxy.state.CheckHealth;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/** {@code set server ... check-addr|check-port|agent-addr|agent-port}: where checks go. */
final class CheckTarget {
  private CheckTarget() {}

  static Reply change(Server server, boolean agent, Request request) {
    boolean address = request.word(3).endsWith("-addr");
    if (request.word(4).isEmpty()) {
      String needs =
          address ? " requires an address and optionally a port.\n" : " requires a port.\n";
      return Reply.error("set server <b>/<s> " + request.word(3) + needs);
    }
    String host = address ? request.word(4) : null;
    String port =
        address ? request.word(5).equals("port") ? request.word(6) : null : request.word(4);
    String problem = apply(server, agent, host, port);
    return problem == null ? Reply.DONE : Reply.warning(problem);
  }

  private static String apply(Server server, boolean agent, String host, String port) {
    CheckHealth check = agent ? server.agent() : server.check();
    if (!check.enabled()) {
      return (agent ? "agent" : "health") + " checks are not enabled on this server";
    }
    InetAddress ip = null;
    if (host != null) {
      ip = resolve(host, agent);
      if (ip == null) {
        return "invalid addr '" + host + "'";
      }
    }
    if (port != null) {
      if (!port.matches("-?[0-9]+")) {
        return "provided port is not an integer";
      }
      if (port.length() > 9 || port.startsWith("-") || Integer.parseInt(port) > 65535) {
        return "provided port is invalid";
      }
      if (!agent && server.config().address().portOffset() && Integer.parseInt(port) == 0) {
        return "can't unset 'port' since MAPPORTS is in use";
      }
    }
    if (ip != null) {
      check.address(new InetSocketAddress(ip, 0));
    }
    if (port != null) {
      check.port(Integer.parseInt(port));
    }
    return null;
  }

  /** An agent's address may be a name, a check's only an address. */
  private static InetAddress resolve(String host, boolean names) {
    boolean literal = host.matches("[0-9.]+") || host.contains(":");
    if (!literal && !names) {
      return null;
    }
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      return null;
    }
  }
}
