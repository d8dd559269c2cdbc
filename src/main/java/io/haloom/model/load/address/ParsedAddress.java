package io.haloom.model.load.address;

import io.haloom.net.UnixAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/**
 * An address of the configuration.
 *
 * @param ip an IP address, unspecified for {@code *} and for a name that is not resolved yet; null
 *     for the other kinds
 * @param name the host name it was written with, or null
 * @param family of the addresses that the name may stand for
 * @param unix a UNIX socket, or null
 * @param fd a descriptor, or -1
 * @param lowPort first port, 0 where there is none
 * @param highPort last port
 * @param offset the signed number after {@code +} or {@code -}, 0 without
 * @param relative whether no port, or an offset, was written
 * @param datagram whether it is of a datagram socket
 */
public record ParsedAddress(
    InetAddress ip,
    String name,
    IpFamily family,
    UnixAddress unix,
    int fd,
    int lowPort,
    int highPort,
    int offset,
    boolean relative,
    boolean datagram) {

  /** The address with {@code port}, whatever port was written. */
  public SocketAddress withPort(int port) {
    return unix != null ? unix : ip != null ? new InetSocketAddress(ip, port) : null;
  }

  /** The address with the port that was written. */
  public SocketAddress socketAddress() {
    return withPort(lowPort);
  }
}
