package io.haloom.proxy;

import io.haloom.model.BindConfig;
import io.haloom.net.Listener;

/** One listening address of a frontend, with its counters ({@code option socket-stats}). */
public final class BindListener {
  private final Frontend frontend;
  private final BindConfig config;
  private final Listener listener;
  private final Counters counters;
  private final Gauge sessions = new Gauge();

  public BindListener(Frontend frontend, BindConfig config, Listener listener) {
    this.frontend = frontend;
    this.config = config;
    this.listener = listener;
    this.counters = new Counters(frontend.runtime().transport().loops());
  }

  public Frontend frontend() {
    return frontend;
  }

  public BindConfig config() {
    return config;
  }

  public Listener listener() {
    return listener;
  }

  public Counters counters() {
    return counters;
  }

  public Gauge sessions() {
    return sessions;
  }
}
