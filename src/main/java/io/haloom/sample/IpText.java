package io.haloom.sample;

import io.haloom.net.AddressText;
import java.net.Inet4Address;
import java.net.InetAddress;

/** Reads addresses from text, without ever asking a resolver. */
public final class IpText {
  private IpText() {}

  /** Appends an address alone, as {@link AddressText} writes it. */
  public static void append(ByteText into, InetAddress address) {
    if (address instanceof Inet4Address) {
      into.appendIpv4((int) Bytes.bigEndian(address.getAddress(), 0, 4));
    } else {
      into.append(AddressText.of(address));
    }
  }

  /**
   * Four bytes, or null. What follows the fourth number is ignored when it is neither a digit nor a
   * dot, as HAProxy does.
   */
  public static byte[] parseIpv4(String text) {
    byte[] address = new byte[4];
    int end = ipv4Length(text, address);
    return end < 0 ? null : address;
  }

  /** Four bytes where {@code text} is an IPv4 address and nothing else, or null. */
  public static byte[] parseIpv4Exactly(String text) {
    byte[] address = new byte[4];
    return ipv4Length(text, address) == text.length() ? address : null;
  }

  /**
   * Four bytes where {@code text} is what {@code inet_pton} takes as IPv4 address, or null: no
   * number has a zero before it.
   */
  public static byte[] parseIpv4Strictly(String text) {
    for (int i = 0; i + 1 < text.length(); i++) {
      boolean first = i == 0 || text.charAt(i - 1) == '.';
      if (first && text.charAt(i) == '0' && text.charAt(i + 1) != '.') {
        return null;
      }
    }
    return parseIpv4Exactly(text);
  }

  /**
   * The number of bits a mask is written as, or -1. It is read by {@code strtol}, which skips
   * blanks and takes a sign, and cut to 32 bits, as HAProxy does.
   *
   * @param most how many bits there may be
   */
  public static int maskLength(String text, int most) {
    int start = 0;
    while (start < text.length() && " \t\n\u000b\f\r".indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    byte[] number = Bytes.of(text.substring(start));
    int digits = number.length > 0 && (number[0] == '-' || number[0] == '+') ? 1 : 0;
    for (int i = digits; i < number.length; i++) {
      if (number[i] < '0' || number[i] > '9') {
        return -1;
      }
    }
    int length = (int) Bytes.leadingInteger(number, 0, number.length);
    return number.length > digits && length >= 0 && length <= most ? length : -1;
  }

  private static int ipv4Length(String text, byte[] into) {
    int octet = 0;
    int value = -1;
    int i = 0;
    for (; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        value = Math.max(value, 0) * 10 + c - '0';
        if (value > 255) {
          return -1;
        }
        into[octet] = (byte) value;
      } else if (c == '.') {
        if (value < 0 || ++octet > 3) {
          return -1;
        }
        value = -1;
      } else {
        break;
      }
    }
    return octet == 3 && value >= 0 ? i : -1;
  }

  /** Sixteen bytes, or null (RFC 4291, section 2.2). */
  public static byte[] parseIpv6(String text) {
    int[] groups = new int[8];
    int count = 0;
    int gap = -1;
    int i = 0;
    int length = text.length();
    if (text.startsWith("::")) {
      gap = 0;
      i = 2;
    } else if (text.startsWith(":")) {
      return null;
    }
    while (i < length) {
      int end = i;
      while (end < length && Character.digit(text.charAt(end), 16) >= 0) {
        end++;
      }
      if (end < length && text.charAt(end) == '.') {
        byte[] tail = count <= 6 ? parseIpv4Strictly(text.substring(i)) : null;
        if (tail == null) {
          return null;
        }
        groups[count++] = (tail[0] & 0xFF) << 8 | tail[1] & 0xFF;
        groups[count++] = (tail[2] & 0xFF) << 8 | tail[3] & 0xFF;
        i = length;
        break;
      }
      if (end == i || end - i > 4 || count == 8) {
        return null;
      }
      groups[count++] = Integer.parseInt(text, i, end, 16);
      if (end == length) {
        i = end;
        break;
      }
      if (text.charAt(end) != ':') {
        return null;
      }
      i = end + 1;
      if (i < length && text.charAt(i) == ':') {
        if (gap >= 0) {
          return null;
        }
        gap = count;
        i++;
      } else if (i == length) {
        return null;
      }
    }
    return assemble(groups, count, gap);
  }

  private static byte[] assemble(int[] groups, int count, int gap) {
    if (gap < 0 ? count != 8 : count > 7) {
      return null;
    }
    byte[] address = new byte[16];
    for (int g = 0; g < count; g++) {
      int place = gap >= 0 && g >= gap ? 8 - count + g : g;
      address[2 * place] = (byte) (groups[g] >> 8);
      address[2 * place + 1] = (byte) groups[g];
    }
    return address;
  }
}
