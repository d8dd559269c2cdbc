package io.haloom.proxy;

import io.haloom.model.BindConfig;
import io.haloom.net.Listener;
import io.haloom.proxy.count.Counters;
import io.haloom.proxy.count.Gauge;

/**
 * One listening address of a frontend, with its counters ({@code option socket-stats}). These
 * outlive its socket, which is closed while the frontend is disabled and another one afterwards;
 * one that was given to the process ({@code fd@}) cannot be had again, and is kept for that time.
 */
public final class BindListener {
  private final Frontend frontend;
  private volatile BindConfig config;
  private volatile Listener listener;
  private volatile boolean open = true;
  private int kept = -1;
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

  /** What the configuration of now says. */
  public BindConfig config() {
    return config;
  }

  /** Another configuration has a line with this address. */
  public void config(BindConfig next) {
    config = next;
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

  /** Closes the socket until {@link #reopen}; clients of one that was given wait in its queue. */
  public void pause() {
    if (open && config.endpoint().inheritedFd() >= 0) {
      kept = listener.duplicate();
    }
    close();
  }

  /** The descriptor that was kept, once, for the caller to adopt; -1 for none. */
  public int takeKept() {
    int taken = kept;
    kept = -1;
    return taken;
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
