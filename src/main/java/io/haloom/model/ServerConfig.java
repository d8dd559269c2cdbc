package io.haloom.model;

import io.haloom.net.ConnectOptions;
import io.haloom.net.proxyproto.TlsFields;
import io.haloom.sample.Expression;
import io.haloom.tls.TlsServer;
import java.net.SocketAddress;
import java.util.Set;

/**
 * A {@code server} line, defaults merged in.
 *
 * @param declared what it is called, and where
 * @param address where it is
 * @param disabled {@code disabled}
 * @param share how much of the traffic it takes
 * @param connect how it is connected to
 * @param check its active check, or null
 * @param agent its agent check, or null
 * @param track {@code track}: "backend/server" or "server", or null
 * @param health how checks and traffic change its state
 * @param http what only HTTP uses
 */
public record ServerConfig(
    Declaration declared,
    ServerAddress address,
    boolean disabled,
    Share share,
    Connect connect,
    CheckConfig check,
    AgentConfig agent,
    String track,
    HealthConfig health,
    Http http) {

  public String name() {
    return declared.name;
  }

  public int id() {
    return declared.id;
  }

  /** It is gone: what changes of certificates concerns it no more. Under their lock. */
  public void forget() {
    if (connect.tls != null && connect.tls.settings != null) {
      connect.tls.settings.forget();
    }
  }

  /**
   * What a server is called.
   *
   * @param name its name
   * @param id {@code id}, or the next free number from 1; the {@code sid} of statistics
   * @param idForced whether {@code id} gave it, to this server or to the template it is of
   * @param place where it stands
   */
  public record Declaration(String name, int id, boolean idForced, Place place) {}

  /**
   * How much of the traffic a server takes.
   *
   * @param weight {@code weight}, 0 to 256
   * @param backup {@code backup}: none while others work
   * @param slowstartMillis {@code slowstart}, 0 for none
   * @param limits connection limits
   */
  public record Share(int weight, boolean backup, int slowstartMillis, ServerLimits limits) {}

  /**
   * How a server is connected to.
   *
   * @param source {@code source}, or null
   * @param proxyHeader {@code send-proxy*} and {@code proxy-v2-options}
   * @param socks4 {@code socks4}'s address, or null
   * @param options the socket's options
   * @param tls its TLS, or null where no line says anything of that
   */
  public record Connect(
      SourceConfig source,
      ProxyHeader proxyHeader,
      SocketAddress socks4,
      ConnectOptions options,
      Tls tls) {}

  /**
   * The TLS of a server.
   *
   * @param use 1 for {@code ssl}, -1 for {@code no-ssl}, 0 for neither; commands change it where
   *     there are settings
   * @param settings what lines say of it; null where nothing uses it
   * @param sni {@code sni}, or null
   */
  public record Tls(int use, TlsServer settings, Expression sni) {
    /** Whether it can be turned on. */
    public boolean isPrepared() {
      return settings != null;
    }
  }

  /**
   * What only HTTP uses.
   *
   * @param cookie {@code cookie}, or null
   * @param redirect {@code redir}, or null
   * @param pool connections kept for reuse
   * @param proto {@code proto}: h1, h2, or null
   * @param websocket {@code ws}
   */
  public record Http(
      String cookie, String redirect, PoolConfig pool, String proto, WebSocket websocket) {}

  /** Which version of HTTP carries WebSockets. */
  public enum WebSocket {
    /** The one that carries all else, but HTTP/1 where a handshake decides about that. */
    AUTO,
    H1,
    H2
  }

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
   * @param tls what it says of the client's TLS
   */
  public record ProxyHeader(
      int version, boolean uniqueId, boolean crc32c, Set<TlsFields.Field> tls) {
    /** None is sent. */
    public static final ProxyHeader NONE = new ProxyHeader(0, false, false, Set.of());
  }
}
