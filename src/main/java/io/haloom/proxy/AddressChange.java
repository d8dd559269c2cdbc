package io.haloom.proxy;

import io.haloom.net.AddressText;
import io.haloom.proxy.state.LeadingNumber;
import io.haloom.proxy.state.ServerLocation;
import java.net.InetAddress;
import java.util.Objects;

/**
 * Changes of a server's address and port while it runs, with HAProxy's answers. Called under the
 * state lock.
 */
final class AddressChange {
  private static final int MAX_PORT = 0xffff;

  private final Server server;
  private final ServerLocation location;
  private final StringBuilder answer = new StringBuilder();
  private InetAddress ip;
  private int port;
  private boolean mapped;

  private AddressChange(Server server) {
    this.server = server;
    this.location = server.location();
    this.ip = location.ip();
    this.port = location.port();
    this.mapped = location.mapped();
  }

  /** {@code set server addr ADDRESS [port PORT]}, also out of a state file; nulls leave it. */
  static String written(Server server, String address, String port, String by) {
    AddressChange change = new AddressChange(server);
    if ((address == null || change.address(address)) && port != null) {
      change.answer.append(address == null ? "" : ", ");
      change.port(port);
    }
    return change.finish(by);
  }

  /** An address that was resolved, logged as name resolution does; null and 0 leave it. */
  static String resolved(Server server, InetAddress address, int port, String by) {
    AddressChange change = new AddressChange(server);
    if (address != null && !address.equals(change.ip)) {
      change.answer.append(server.fullName()).append(" changed its IP from ");
      change.answer.append(change.ip == null ? "(none)" : shown(change.ip));
      change.answer.append(" to ").append(AddressText.of(address)).append(" by ").append(by);
      Backend backend = server.backend();
      backend.runtime().events().warn(backend.config(), Events.NOTICE, change.answer + ".");
      change.ip = address;
    }
    if (port != 0) {
      change.port = port;
    }
    change.apply();
    return change.answer.toString();
  }

  private static String shown(InetAddress address) {
    return address.isAnyLocalAddress() ? "(none)" : AddressText.of(address);
  }

  private boolean address(String text) {
    InetAddress wanted = literal(text);
    if (wanted == null) {
      answer.append("Invalid addr '").append(text).append("'");
      return false;
    }
    if (ip == null) {
      answer.append(
          "Update for the current server address family is only supported through configuration"
              + " file");
      return false;
    }
    if (wanted.equals(ip)) {
      answer.append("no need to change the addr");
      return true;
    }
    answer.append("IP changed from '").append(AddressText.of(ip));
    answer.append("' to '").append(text).append("'");
    ip = wanted;
    return true;
  }

  /** An IPv4 or IPv6 literal, else null. */
  static InetAddress literal(String text) {
    boolean numeric = text.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}") || text.contains(":");
    try {
      return numeric ? InetAddress.getByName(text) : null;
    } catch (java.net.UnknownHostException notAnAddress) {
      return null;
    }
  }

  private void port(String text) {
    LeadingNumber number = LeadingNumber.of(text);
    if (number == null) {
      answer.append("problem converting port '").append(text).append("' to an int");
      return;
    }
    char sign = text.charAt(0);
    boolean toMapped = sign == '-' || sign == '+';
    int wanted = (int) number.value() & MAX_PORT;
    boolean required = wanted != port;
    if (toMapped && !mapped) {
      required = true;
      if (server.check().port() == 0) {
        answer.append(
            "can't change <port> to port map because it is incompatible with current health check"
                + " port configuration (use 'port' statement from the 'server' directive.");
        return;
      }
    }
    if (!required) {
      answer.append("no need to change the port");
      return;
    }
    answer.append("port changed from '").append(mapped ? "+" : "").append(port).append("' to '");
    answer.append(toMapped ? String.valueOf(sign) : "");
    answer.append(sign == '-' ? -wanted & MAX_PORT : wanted).append("'");
    port = wanted;
    mapped = toMapped;
  }

  private String finish(String by) {
    apply();
    if (by != null) {
      answer.append(" by '").append(by).append("'");
    }
    return answer.append('\n').toString();
  }

  private void apply() {
    boolean moved = !Objects.equals(ip, location.ip()) || port != location.port();
    if (ip != null && (moved || mapped != location.mapped())) {
      location.move(ip, port, mapped);
      server.connections().closeIdle();
      server.backend().cookies().refresh(server);
    }
  }
}
