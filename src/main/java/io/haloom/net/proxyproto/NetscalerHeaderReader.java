package io.haloom.net.proxyproto;

import io.haloom.net.proxyproto.ProxyHeaderReader.BadHeader;
import io.haloom.net.proxyproto.ProxyHeaderReader.Flaw;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * Parses the header that a NetScaler inserts with the client's address: a magic number, how long it
 * is, and the IP and TCP headers of the client's connection, in the legacy form or the standard
 * one.
 */
public final class NetscalerHeaderReader {
  /** What must be there to tell the form. */
  private static final int FIXED = 12;

  private static final int LEGACY_START = 8;
  private static final int LENGTH_AT = 10;
  private static final int TCP = 6;
  private static final int IPV6_FIXED = 40;

  private NetscalerHeaderReader() {}

  /**
   * Tries to parse.
   *
   * @param buffer what was received, ready to read; its position moves past the header on success
   * @return the header, or null when more bytes are needed
   * @throws BadHeader when no further byte can make it right
   */
  public static ProxyHeader parse(ByteBuffer buffer, int magic) throws BadHeader {
    ByteBuffer in = buffer.slice();
    if (in.remaining() < FIXED) {
      return null;
    }
    if (in.getInt(0) != magic) {
      throw new BadHeader(Flaw.NOT_A_HEADER);
    }
    int kind = in.get(LEGACY_START);
    boolean legacy = (kind & 0xD0) == 0x40;
    if (!legacy && kind != 0) {
      throw new BadHeader(Flaw.PROTOCOL);
    }
    int start = legacy ? LEGACY_START : FIXED;
    long length = legacy ? in.getInt(4) & 0xFFFFFFFFL : in.getShort(LENGTH_AT) & 0xFFFF;
    if (start + length > buffer.capacity()) {
      throw new BadHeader(Flaw.TOO_LONG);
    }
    if (in.remaining() < start + length || in.remaining() == start) {
      return null;
    }
    ProxyHeader header = addresses(in.slice(start, (int) length));
    buffer.position(buffer.position() + start + (int) length);
    return header;
  }

  private static ProxyHeader addresses(ByteBuffer ip) throws BadHeader {
    int version = ip.hasRemaining() ? ip.get(0) >> 4 & 0xF : 0;
    if (version == 4 && ip.remaining() >= 20) {
      return ports(ip, 9, (ip.get(0) & 0xF) * 4, 12, 4);
    }
    if (version == 6 && ip.remaining() >= IPV6_FIXED) {
      return ports(ip, 6, IPV6_FIXED, 8, 16);
    }
    throw new BadHeader(Flaw.PROTOCOL);
  }

  private static ProxyHeader ports(ByteBuffer ip, int protocolAt, int tcpAt, int at, int size)
      throws BadHeader {
    if (ip.get(protocolAt) != TCP || ip.remaining() < tcpAt + 4) {
      throw new BadHeader(Flaw.PROTOCOL);
    }
    return new ProxyHeader(
        false, address(ip, at, size, tcpAt), address(ip, at + size, size, tcpAt + 2), Map.of());
  }

  private static InetSocketAddress address(ByteBuffer ip, int at, int size, int portAt) {
    byte[] bytes = new byte[size];
    ip.get(at, bytes);
    try {
      return new InetSocketAddress(InetAddress.getByAddress(bytes), ip.getShort(portAt) & 0xFFFF);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}
