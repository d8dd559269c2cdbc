package io.haloom.model.load.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.regex.Pattern;

/** IP addresses as {@code inet_pton} takes them, never asking a name server. */
public final class IpLiteral {
  private static final Pattern DIGITS = Pattern.compile("0|[1-9][0-9]{0,2}");
  private static final Pattern NUMBER =
      Pattern.compile("0[xX][0-9a-fA-F]{1,8}|0[0-7]{0,11}|[1-9][0-9]{0,9}");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  private IpLiteral() {}

  /** The IPv4 address, or null. */
  public static InetAddress ipv4(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return null;
    }
    byte[] bytes = new byte[4];
    for (int i = 0; i < 4; i++) {
      if (!DIGITS.matcher(parts[i]).matches() || Integer.parseInt(parts[i]) > 255) {
        return null;
      }
      bytes[i] = (byte) Integer.parseInt(parts[i]);
    }
    return of(bytes);
  }

  /**
   * The IPv4 address as {@code inet_aton} takes it, and so {@code getaddrinfo}, or null: one to
   * four decimal, octal or hexadecimal numbers, of which the last fills what is left.
   */
  static InetAddress loose(String text) {
    String[] parts = text.split("\\.", -1);
    long address = 0;
    for (int i = 0; i < parts.length && parts.length <= 4; i++) {
      int bits = i < parts.length - 1 ? 8 : 8 * (4 - i);
      if (!NUMBER.matcher(parts[i]).matches()) {
        return null;
      }
      long value = Long.decode(parts[i]);
      if (value >> bits != 0) {
        return null;
      }
      address = address << bits | value;
    }
    return parts.length > 4 ? null : of(ByteBuffer.allocate(4).putInt((int) address).array());
  }

  /** The IPv6 address, with or without brackets, or null. */
  public static InetAddress ipv6(String text) {
    String bare =
        text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
    if (!IPV6.matcher(bare).matches()) {
      return null;
    }
    try {
      return InetAddress.getByName("[" + bare + "]");
    } catch (UnknownHostException e) {
      return null;
    }
  }

  /** The IPv4 or IPv6 address, or null. */
  public static InetAddress any(String text) {
    InetAddress four = ipv4(text);
    return four != null ? four : ipv6(text);
  }

  static InetAddress of(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
