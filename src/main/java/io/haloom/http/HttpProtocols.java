package io.haloom.http;

import io.haloom.net.TlsFacts;

/**
 * How messages are read and written.
 *
 * @param sequential by connections that carry one request after the other: HTTP/1
 * @param multiplexed by connections that carry many at once: HTTP/2
 */
public record HttpProtocols(HttpProtocol sequential, MultiplexedProtocol multiplexed) {
  private static final String H2 = "h2";

  /**
   * Whether a connection carries many requests at once.
   *
   * @param proto what the configuration says ({@code proto}), or null
   * @param tls its handshake, which says it otherwise; or null
   */
  public static boolean isMultiplexed(String proto, TlsFacts tls) {
    return proto != null ? proto.equals(H2) : tls != null && H2.equals(tls.alpn());
  }
}
