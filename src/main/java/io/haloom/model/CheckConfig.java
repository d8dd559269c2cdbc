package io.haloom.model;

import java.net.SocketAddress;

/**
 * The active check of one server.
 *
 * @param timing its rhythm and thresholds
 * @param address {@code addr}, or null for the server's
 * @param port {@code port}, 0 for the server's or {@code addr}'s
 * @param sendProxy {@code check-send-proxy}
 * @param viaSocks4 {@code check-via-socks4}
 * @param tls TLS of connections that are as the server line says
 * @param proto {@code check-proto}, or else {@code proto}; or null
 * @param type the proxy's kind of check, or the one this server was added with
 */
public record CheckConfig(
    Timing timing,
    SocketAddress address,
    int port,
    boolean sendProxy,
    boolean viaSocks4,
    Tls tls,
    String proto,
    ProxyCheckConfig type) {

  /**
   * TLS of a check's connection.
   *
   * @param on {@code check-ssl}, or {@code ssl} where checks go where traffic does
   * @param sni {@code check-sni}, the host to ask for, or null
   * @param alpn {@code check-alpn}, each protocol behind a character of its length; or null for
   *     those of traffic
   */
  public record Tls(boolean on, String sni, String alpn) {}

  /**
   * When to check and what to conclude. Times in milliseconds.
   *
   * @param inter {@code inter}, 2000 by default
   * @param fastinter {@code fastinter}, 0 for inter
   * @param downinter {@code downinter}, 0 for inter
   * @param rise {@code rise}, 2 by default
   * @param fall {@code fall}, 3 by default
   */
  public record Timing(int inter, int fastinter, int downinter, int rise, int fall) {}
}
