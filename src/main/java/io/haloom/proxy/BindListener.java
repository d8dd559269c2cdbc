package io.haloom.proxy;

import io.haloom.model.BindConfig;
import io.haloom.net.Listener;

/**
 * One listening address of a frontend, with its counters ({@code option socket-stats}). These
 * outlive its socket, which is closed while the frontend is disabled and another one afterwards.
 */
public final class BindListener {
  private final Frontend frontend;
  private final BindConfig config;
  private volatile Listener listener;
  private volatile boolean open = true;
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

  /** Its socket, or the last it had. */
  public Listener listener() {
    return listener;
  }

  /** Whether the socket listens. */
  public boolean open() {
    return open;
  }

  /** Closes the socket. */
  public void close() {
    open = false;
    listener.close();
  }

  /** Has a socket again. */
  public void reopen(Listener value) {
    listener = value;
    open = true;
  }

  public Counters counters() {
    return counters;
  }

  public Gauge sessions() {
    return sessions;
  }
}
