package io.haloom.net.proxyproto;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;

/**
 * What a PROXY protocol header says.
 *
 * @param local true for {@code LOCAL} and {@code UNKNOWN}: the connection's own addresses hold
 * @param source the client's address, null when {@code local} or of an unknown family
 * @param destination the address the client connected to, null likewise
 * @param tlvs type to value, empty for version 1
 */
public record ProxyHeader(
    boolean local,
    InetSocketAddress source,
    InetSocketAddress destination,
    Map<Integer, byte[]> tlvs) {

  /** TLV types (PROXY protocol specification, section 2.2). */
  public static final int TLV_ALPN = 0x01;

  public static final int TLV_AUTHORITY = 0x02;
  public static final int TLV_CRC32C = 0x03;
  public static final int TLV_NOOP = 0x04;
  public static final int TLV_UNIQUE_ID = 0x05;
  public static final int TLV_SSL = 0x20;
  public static final int TLV_NETNS = 0x30;

  /** A header without addresses. */
  public static final ProxyHeader LOCAL = new ProxyHeader(true, null, null, Map.of());

  /** The address as {@code InetSocketAddress}, or null when it is of another family. */
  public static InetSocketAddress inet(SocketAddress address) {
    return address instanceof InetSocketAddress inet ? inet : null;
  }
}
