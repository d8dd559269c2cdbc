package io.haloom.model.load.address;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;

/** Which addresses a name may stand for: {@code ipv4@name}, {@code ipv6@name} or the name alone. */
public enum IpFamily {
  ANY,
  IPV4,
  IPV6;

  public boolean has(InetAddress address) {
    return switch (this) {
      case ANY -> true;
      case IPV4 -> address instanceof Inet4Address;
      case IPV6 -> address instanceof Inet6Address;
    };
  }
}
