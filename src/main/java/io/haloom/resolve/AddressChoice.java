package io.haloom.resolve;

import io.haloom.model.ServerAddress.PrefixedNet;
import io.haloom.model.ServerAddress.ResolveConfig;
import io.haloom.proxy.Server;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * Which of a name's addresses a server takes. The wanted family counts most ({@code
 * resolve-prefer}), then the wanted networks ({@code resolve-net}), then that it is the present
 * one, then that no other server of the backend has it. The family is the present address's, unless
 * IPv4 is preferred: a server found by IPv4 at start is not sent to IPv6 because its name has both.
 */
final class AddressChoice {
  private static final int FAMILY = 8;
  private static final int NETWORK = 4;
  private static final int PRESENT = 2;
  private static final int UNUSED = 1;

  private final Server server;
  private final ResolveConfig config;
  private final InetAddress present;

  private AddressChoice(Server server) {
    this.server = server;
    this.config = server.config().address().resolve();
    this.present = addressOf(server);
  }

  /** The best of the addresses, of which there is at least one; the first among equals. */
  static InetAddress of(Server server, List<InetAddress> addresses) {
    AddressChoice choice = new AddressChoice(server);
    InetAddress best = null;
    int most = -1;
    for (InetAddress address : addresses) {
      int score = choice.score(address);
      if (score > most) {
        most = score;
        best = address;
      }
    }
    return best;
  }

  private int score(InetAddress address) {
    int score = address instanceof Inet4Address == wantsIpv4() ? FAMILY : 0;
    score += inWantedNetwork(address) ? NETWORK : 0;
    score += address.equals(present) ? PRESENT : 0;
    return score + (isUsed(address) ? 0 : UNUSED);
  }

  private boolean wantsIpv4() {
    return !config.preferIpv6() || present instanceof Inet4Address;
  }

  private boolean inWantedNetwork(InetAddress address) {
    for (PrefixedNet net : config.preferNets()) {
      if (contains(net, address.getAddress())) {
        return true;
      }
    }
    return false;
  }

  private static boolean contains(PrefixedNet net, byte[] address) {
    byte[] start = net.address().getAddress();
    if (start.length != address.length) {
      return false;
    }
    for (int bit = 0; bit < net.bits(); bit++) {
      int mask = 0x80 >> bit % 8;
      if (((start[bit / 8] ^ address[bit / 8]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }

  private boolean isUsed(InetAddress address) {
    if (config.allowDuplicates()) {
      return false;
    }
    for (Server other : server.backend().servers()) {
      boolean sameName = server.fqdn().equalsIgnoreCase(other.fqdn());
      if (other != server && sameName && address.equals(addressOf(other))) {
        return true;
      }
    }
    return false;
  }

  /** Null while it has none. */
  private static InetAddress addressOf(Server server) {
    return server.address() instanceof InetSocketAddress inet
            && inet.getAddress() != null
            && !inet.getAddress().isAnyLocalAddress()
        ? inet.getAddress()
        : null;
  }
}
