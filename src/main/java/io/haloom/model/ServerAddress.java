package io.haloom.model;

import java.net.InetAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.List;

/**
 * Where a server is.
 *
 * @param written as in the configuration
 * @param fqdn the host name to resolve again while running, or null for a literal address
 * @param resolved {@code InetSocketAddress} or {@code UnixAddress}; an unspecified {@code
 *     InetSocketAddress} (0.0.0.0) while unresolved
 * @param portOffset true when {@code port} is to be added to the client's ({@code +N}, {@code -N},
 *     or no port at all: offset 0)
 * @param port the port, or the signed offset when {@code portOffset}; 0 for a UNIX socket
 * @param initAddr {@code init-addr} methods in order
 * @param resolve how to resolve again
 */
public record ServerAddress(
    String written,
    String fqdn,
    SocketAddress resolved,
    boolean portOffset,
    int port,
    List<String> initAddr,
    ResolveConfig resolve) {

  /**
   * {@code resolve-*}.
   *
   * @param preferIpv6 {@code resolve-prefer ipv6}, the default
   * @param preferNets {@code resolve-net}, or empty
   * @param allowDuplicates {@code resolve-opts allow-dup-ip}
   */
  public record ResolveConfig(
      boolean preferIpv6, List<PrefixedNet> preferNets, boolean allowDuplicates) {}

  /** A network in CIDR form. */
  public record PrefixedNet(InetAddress address, int bits) {

    /** Whether the address is of this network, which has one of the same family. */
    public boolean contains(InetAddress other) {
      byte[] own = address.getAddress();
      byte[] theirs = other.getAddress();
      if (own.length != theirs.length) {
        return false;
      }
      int whole = bits / Byte.SIZE;
      int mask = 0xff00 >> bits % Byte.SIZE & 0xff;
      return Arrays.equals(own, 0, whole, theirs, 0, whole)
          && (mask == 0 || ((own[whole] ^ theirs[whole]) & mask) == 0);
    }
  }
}
