package io.haloom.balance;

import io.haloom.model.BalanceConfig;
import io.haloom.model.BalanceConfig.HashFunction;
import io.haloom.model.BalanceConfig.HashType;
import io.haloom.model.HashInput;
import io.haloom.proxy.Balancer;

/** Makes the balancer a backend's configuration asks for. */
public final class Balancers {
  private Balancers() {}

  /** A new balancer, for one backend. */
  public static Balancer of(BalanceConfig config) {
    return switch (config.algorithm()) {
      case ROUNDROBIN -> new RoundRobin();
      case STATIC_RR -> new StaticRoundRobin();
      case LEASTCONN -> new LeastConn();
      case FIRST -> new First();
      case RANDOM -> new RandomDraws(config.draws(), config.balanceFactor());
      case SOURCE, URI, URL_PARAM, HDR, RDP_COOKIE, HASH ->
          new HashBalancer(
              key(config.input(), config.function()), places(config), config.avalanche());
    };
  }

  private static HashKey key(HashInput input, HashFunction function) {
    return switch (input) {
      case HashInput.Source source -> new SourceKey();
      case HashInput.Uri uri -> new UriKey(uri, function);
      case HashInput.UrlParam parameter -> new UrlParamKey(parameter.name(), function);
      case HashInput.Header header -> new HeaderKey(header, function);
      case HashInput.RdpCookie cookie -> new RdpCookieKey(cookie.name(), function);
      case HashInput.OfExpression hash -> new ExpressionKey(hash.expression(), function);
    };
  }

  private static HashPlaces places(BalanceConfig config) {
    return config.hashType() == HashType.CONSISTENT
        ? new ConsistentPlaces(config.balanceFactor())
        : new MapPlaces();
  }
}
