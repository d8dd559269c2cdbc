package io.haloom.proxy;

import io.haloom.model.CheckConfig;
import io.haloom.net.AddressText;
import io.haloom.proxy.state.CheckHealth;
import io.haloom.proxy.statefile.CheckNumbers;
import io.haloom.proxy.statefile.StateColumns;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Collection;

/**
 * The states of servers as text, for {@code show servers state} and for the process that comes next
 * (management guide, {@code show servers state}). Version 1.
 */
public final class StateFile {
  private StateFile() {}

  /** The whole file. */
  public static String of(Collection<Backend> backends) {
    StringBuilder text = new StringBuilder();
    header(text);
    for (Backend backend : backends) {
      for (Server server : backend.servers()) {
        line(backend, server, text);
      }
    }
    return text.toString();
  }

  /** The lines before those of servers. */
  public static void header(StringBuilder into) {
    into.append(StateColumns.VERSION)
        .append("\n# ")
        .append(String.join(" ", StateColumns.COLUMNS))
        .append('\n');
  }

  /** The line of one server. */
  public static void line(Backend backend, Server server, StringBuilder into) {
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
    into.append(agent.configured() ? bits(agent) | StateColumns.AGENT : 0).append(' ');
    into.append(backend.config().section().idForced() ? 1 : 0).append(' ');
    into.append(server.config().declared().idForced() ? 1 : 0).append(' ');
    into.append(server.fqdn() == null ? "-" : server.fqdn()).append(' ');
    into.append(server.location().port()).append(" - ");
    into.append(server.tls().number()).append(' ').append(check.port()).append(' ');
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
    int bits = check.running() ? StateColumns.RUNNING : 0;
    bits |= check.configured() ? StateColumns.CONFIGURED : 0;
    bits |= check.enabled() ? StateColumns.ENABLED : 0;
    return check.paused() ? bits | StateColumns.PAUSED : bits;
  }

  private static String host(SocketAddress address) {
    return address instanceof InetSocketAddress inet ? host(inet.getAddress()) : "-";
  }

  private static String host(InetAddress address) {
    return address == null ? "-" : AddressText.of(address);
  }
}
