package io.haloom.balance;

import io.haloom.model.BalanceConfig;
import io.haloom.model.BalanceConfig.HashType;
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
      case SOURCE -> new SourceHash(places(config), config.avalanche());
      case RANDOM -> new RandomDraws(config.draws(), config.balanceFactor());
    };
  }

  private static HashPlaces places(BalanceConfig config) {
    return config.hashType() == HashType.CONSISTENT
        ? new ConsistentPlaces(config.balanceFactor())
        : new MapPlaces();
  }
}
