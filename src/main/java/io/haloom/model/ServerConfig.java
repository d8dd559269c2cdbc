package io.haloom.model;

import io.haloom.net.ConnectOptions;

/**
 * A {@code server} line, defaults merged in.
 *
 * @param name its name
 * @param id {@code id}, or the next free number from 1; the {@code sid} of statistics
 * @param place where it stands
 * @param address where it is
 * @param weight {@code weight}, 0 to 256
 * @param backup {@code backup}
 * @param disabled {@code disabled}
 * @param limits connection limits
 * @param slowstartMillis {@code slowstart}, 0 for none
 * @param source {@code source}, or null
 * @param proxyHeader {@code send-proxy*} and {@code proxy-v2-options}
 * @param socks4 {@code socks4}'s address, or null
 * @param check its active check, or null
 * @param agent its agent check, or null
 * @param track {@code track}: "backend/server" or "server", or null
 * @param health how checks and traffic change its state
 * @param cookie {@code cookie}, or null
 * @param redirect {@code redir}, or null
 * @param pool connections kept for reuse
 * @param options the socket's options
 */
public record ServerConfig(
    String name,
    int id,
    Place place,
    ServerAddress address,
    int weight,
    boolean backup,
    boolean disabled,
    ServerLimits limits,
    int slowstartMillis,
    SourceConfig source,
    ProxyHeader proxyHeader,
    java.net.SocketAddress socks4,
    CheckConfig check,
    AgentConfig agent,
    String track,
    HealthConfig health,
    String cookie,
    String redirect,
    PoolConfig pool,
    ConnectOptions options) {

  /**
   * Connection limits of a server; 0 is none.
   *
   * @param maxconn {@code maxconn}
   * @param minconn {@code minconn}
   * @param maxqueue {@code maxqueue}
   */
  public record ServerLimits(int maxconn, int minconn, int maxqueue) {}

  /**
   * The PROXY protocol sent at the start of a connection.
   *
   * @param version 0 none, 1 or 2
   * @param uniqueId {@code unique-id} TLV
   * @param crc32c {@code crc32c} TLV
   */
  public record ProxyHeader(int version, boolean uniqueId, boolean crc32c) {
    /** None is sent. */
    public static final ProxyHeader NONE = new ProxyHeader(0, false, false);
  }
}
