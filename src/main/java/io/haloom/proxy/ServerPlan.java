package io.haloom.proxy;

import io.haloom.model.ServerConfig;
import io.haloom.model.SourceConfig;
import io.haloom.net.SourcePool;

/**
 * What a configuration says of a server. A stream takes it with the server's slot, and keeps it as
 * long as that is its server.
 */
public final class ServerPlan {
  private final ServerConfig config;
  private final SourcePool sourcePool;

  ServerPlan(ServerConfig config) {
    this(config, null);
  }

  /**
   * The plan that follows another: source ports that are in use stay known where the range is the
   * same.
   */
  ServerPlan(ServerConfig config, ServerPlan before) {
    this.config = config;
    SourceConfig source = config.connect().source();
    boolean same =
        before != null && source != null && source.equals(before.config.connect().source());
    this.sourcePool = same ? before.sourcePool : sourcePool(source);
  }

  private static SourcePool sourcePool(SourceConfig source) {
    return source == null || source.lowPort() == 0
        ? null
        : new SourcePool(source.address().getAddress(), source.lowPort(), source.highPort());
  }

  public ServerConfig config() {
    return config;
  }

  /** What its line says of TLS: 1 for {@code ssl}, -1 for {@code no-ssl}, 0 for neither. */
  int tlsUse() {
    ServerConfig.Tls tls = config.connect().tls();
    return tls == null ? 0 : tls.use();
  }

  /** The source ports of its {@code source} range, or null. */
  public SourcePool sourcePool() {
    return sourcePool;
  }
}
