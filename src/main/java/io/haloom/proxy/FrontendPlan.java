package io.haloom.proxy;

import io.haloom.model.ProxyConfig;

/**
 * What a configuration says of a frontend. A session takes it when it is accepted, a request when
 * it begins, and keeps it to its end, whatever configuration comes meanwhile. Two plans are the
 * same only when they are one object.
 */
public final class FrontendPlan {
  private final ProxyConfig config;

  public FrontendPlan(ProxyConfig config) {
    this.config = config;
  }

  public ProxyConfig config() {
    return config;
  }
}
