package io.haloom.net.proxyproto;

import java.net.Inet6Address;
import java.net.InetAddress;

/** IP addresses as inet_ntop(3) writes them (RFC 5952). */
public final class AddressText {
  private AddressText() {}

  /** The text of the address, without brackets or zone. */
  public static String of(InetAddress address) {
    return address instanceof Inet6Address ? six(address.getAddress()) : address.getHostAddress();
  }

  private static String six(byte[] raw) {
    int[] groups = new int[8];
    for (int i = 0; i < 8; i++) {
      groups[i] = (raw[2 * i] & 0xff) << 8 | raw[2 * i + 1] & 0xff;
    }
    int[] gap = longestZeroRun(groups);
    StringBuilder out = new StringBuilder(40);
    for (int i = 0; i < 8; i++) {
      if (i == gap[0]) {
        out.append("::");
        i += gap[1] - 1;
        continue;
      }
      if (out.length() > 0 && out.charAt(out.length() - 1) != ':') {
        out.append(':');
      }
      out.append(Integer.toHexString(groups[i]));
    }
    return out.toString();
  }

  /** Start and length of the first longest run of at least two zero groups; start -1 for none. */
  private static int[] longestZeroRun(int[] groups) {
    int bestAt = -1;
    int best = 1;
    int at = 0;
    while (at < 8) {
      int end = at;
      while (end < 8 && groups[end] == 0) {
        end++;
      }
      if (end - at > best) {
        bestAt = at;
        best = end - at;
      }
      at = end + 1;
    }
    return new int[] {bestAt, best};
  }
}
