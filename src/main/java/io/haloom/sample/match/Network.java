package io.haloom.sample.match;

import io.haloom.sample.Bytes;
import io.haloom.sample.IpText;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * An address or a network as a pattern.
 *
 * @param four whether it is IPv4, whose 32 bits are the upper ones
 * @param high upper half of the address
 * @param low lower half of the address
 * @param length of its prefix in bits; -1 where the mask is no prefix
 * @param mask of an IPv4 network
 */
record Network(boolean four, long high, long low, int length, int mask) {

  /**
   * Reads an address or network.
   *
   * @return null where it is neither
   */
  static Network of(String pattern) {
    Network network = four(pattern, false);
    return network == null ? six(pattern) : network;
  }

  /** Reads the name of a host, perhaps with a mask; null where it does not resolve. */
  static Network ofName(String pattern) {
    return four(pattern, true);
  }

  private static Network four(String pattern, boolean named) {
    int slash = pattern.lastIndexOf('/');
    String address = slash < 0 ? pattern : pattern.substring(0, slash);
    Integer mask = slash < 0 ? Integer.valueOf(-1) : mask(pattern.substring(slash + 1));
    byte[] raw = IpText.parseIpv4Strictly(address);
    if (raw == null && mask != null && named && address.indexOf(':') < 0) {
      raw = resolve(address);
    }
    if (raw == null || mask == null) {
      return null;
    }
    int bits = (int) Bytes.bigEndian(raw, 0, 4) & mask;
    int hosts = ~mask;
    int length = (hosts & hosts + 1) == 0 ? Integer.bitCount(mask) : -1;
    return new Network(true, (long) bits << 32, 0, length, mask);
  }

  private static byte[] resolve(String name) {
    if (name.isEmpty()) {
      return null;
    }
    try {
      for (InetAddress address : InetAddress.getAllByName(name)) {
        if (address instanceof Inet4Address) {
          return address.getAddress();
        }
      }
      return null;
    } catch (UnknownHostException e) {
      return null;
    }
  }

  private static Integer mask(String text) {
    if (text.indexOf('.') >= 0) {
      byte[] raw = IpText.parseIpv4Strictly(text);
      return raw == null ? null : Integer.valueOf((int) Bytes.bigEndian(raw, 0, 4));
    }
    int length = IpText.maskLength(text, 32);
    return length < 0 ? null : Integer.valueOf(length == 0 ? 0 : (int) (-1L << 32 - length));
  }

  private static Network six(String pattern) {
    int slash = pattern.lastIndexOf('/');
    byte[] raw = IpText.parseIpv6(slash < 0 ? pattern : pattern.substring(0, slash));
    int length = slash < 0 ? 128 : IpText.maskLength(pattern.substring(slash + 1), 128);
    if (raw == null || length < 0) {
      return null;
    }
    long high = PrefixTree.mask(Bytes.bigEndian(raw, 0, 8), length);
    long low = PrefixTree.mask(Bytes.bigEndian(raw, 8, 8), length - 64);
    return new Network(false, high, low, length, 0);
  }
}
