package io.haloom.net;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** Addresses as text, the way {@code inet_ntop} and HAProxy write them (RFC 5952 for IPv6). */
public final class AddressText {
  private AddressText() {}

  /** The address alone: {@code 127.0.0.1} or {@code 2001:db8::1}, without a scope. */
  public static String of(InetAddress address) {
    return address instanceof Inet6Address six ? ofIpv6(six.getAddress()) : quad(address);
  }

  /**
   * As in HAProxy's start-up messages: {@code [127.0.0.1:80]}, {@code [:::80]}, {@code [/path]}.
   */
  public static String bracketed(SocketAddress address) {
    if (address instanceof InetSocketAddress inet) {
      return "[" + of(inet.getAddress()) + ":" + inet.getPort() + "]";
    }
    return address instanceof UnixAddress unix ? "[" + unix.path() + "]" : "[" + address + "]";
  }

  private static String quad(InetAddress address) {
    return address.getHostAddress();
  }

  /** Sixteen bytes as IPv6 address, also one that stands for an IPv4 address. */
  public static String ofIpv6(byte[] bytes) {
    int[] groups = new int[8];
    for (int i = 0; i < 8; i++) {
      groups[i] = (bytes[2 * i] & 0xff) << 8 | bytes[2 * i + 1] & 0xff;
    }
    int start = -1;
    int length = 1;
    for (int i = 0; i < 8; i++) {
      int end = i;
      while (end < 8 && groups[end] == 0) {
        end++;
      }
      if (end - i > length) {
        start = i;
        length = end - i;
      }
    }
    if (start == 0 && (length == 6 || length == 5 && groups[5] == 0xffff)) {
      String lead = length == 6 ? "::" : "::ffff:";
      return lead
          + (bytes[12] & 0xff)
          + '.'
          + (bytes[13] & 0xff)
          + '.'
          + (bytes[14] & 0xff)
          + '.'
          + (bytes[15] & 0xff);
    }
    StringBuilder text = new StringBuilder(39);
    for (int i = 0; i < 8; i++) {
      if (i == start) {
        text.append("::");
        i += length - 1;
        continue;
      }
      if (i > 0 && text.charAt(text.length() - 1) != ':') {
        text.append(':');
      }
      text.append(Integer.toHexString(groups[i]));
    }
    return text.toString();
  }
}
