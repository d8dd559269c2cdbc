package io.haloom.proxy;

import io.haloom.model.ProxyConfig;
import io.haloom.proxy.state.WeightScale;

/**
 * What a configuration says of a backend. A stream takes it where it chooses the backend, and keeps
 * it to its end. Which servers there are and what state they are in is the backend's, and so is
 * which balancer is asked: the one of now.
 */
public final class BackendPlan {
  private final ProxyConfig config;
  private final Balancer balancer;
  private final WeightScale scale;

  /**
   * @param balancer knows no server yet; of one backend alone
   */
  public BackendPlan(ProxyConfig config, Balancer balancer) {
    this.config = config;
    this.balancer = balancer;
    this.scale = WeightScale.of(config.backend());
  }

  public ProxyConfig config() {
    return config;
  }

  Balancer balancer() {
    return balancer;
  }

  WeightScale scale() {
    return scale;
  }
}
