package io.haloom.proxy;

import io.haloom.model.ProxyConfig;
import io.haloom.proxy.count.Counters;
import io.haloom.proxy.count.Gauge;
import io.haloom.proxy.count.Rate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The accepting side of a proxy. Its acceptors are held back while a limit is reached, so that
 * connections wait in the kernel's queue as they do with HAProxy.
 */
public final class Frontend {
  /** What a frontend is doing. */
  public enum State {
    /** Not yet bound. */
    NEW,
    /** Accepting. */
    OPEN,
    /** {@code disable frontend}: bound but not accepting. */
    PAUSED,
    /** Closed for good: soft stop or {@code shutdown frontend}. */
    STOPPED
  }

  private final ProxyRuntime runtime;
  private final Counters counters;
  private final Http1Counts http1;
  private final Http2Counts http2;
  private final Gauge sessions = new Gauge();
  private final Rate connectionRate;
  private final Rate sessionRate;
  private final Rate requestRate;
  private final List<BindListener> listeners = new CopyOnWriteArrayList<>();
  private volatile State state = State.NEW;
  private volatile FrontendPlan plan;
  private volatile int maxconn;

  public Frontend(ProxyRuntime runtime, ProxyConfig config) {
    this.runtime = runtime;
    this.plan = new FrontendPlan(config);
    int loops = runtime.transport().loops();
    this.counters = new Counters(loops);
    this.http1 = new Http1Counts(counters, runtime.transport());
    this.http2 = new Http2Counts(counters, runtime.transport());
    this.connectionRate = new Rate(loops);
    this.sessionRate = new Rate(loops);
    this.requestRate = new Rate(loops);
    this.maxconn = config.frontend().maxconn();
  }

  public ProxyRuntime runtime() {
    return runtime;
  }

  /** What the configuration of now says; who needs more than one word of it takes it once. */
  public FrontendPlan plan() {
    return plan;
  }

  /** Another configuration: who enters from here on has this plan. */
  public void plan(FrontendPlan next) {
    int before = plan.config().frontend().maxconn();
    plan = next;
    if (next.config().frontend().maxconn() != before) {
      maxconn = next.config().frontend().maxconn();
    }
  }

  /** The configuration of now. */
  public ProxyConfig config() {
    return plan.config();
  }

  public Counters counters() {
    return counters;
  }

  /** What connections of HTTP/1 carry: its clients'. */
  public Http1Counts http1() {
    return http1;
  }

  /** What its connections of HTTP/2 carry. */
  public Http2Counts http2() {
    return http2;
  }

  /** {@code scur}, {@code smax}. */
  public Gauge sessions() {
    return sessions;
  }

  /** {@code conn_rate}. */
  public Rate connectionRate() {
    return connectionRate;
  }

  /** {@code rate}. */
  public Rate sessionRate() {
    return sessionRate;
  }

  /** {@code req_rate}. */
  public Rate requestRate() {
    return requestRate;
  }

  public List<BindListener> listeners() {
    return listeners;
  }

  public State state() {
    return state;
  }

  public void state(State value) {
    state = value;
  }

  /** {@code slim}, 0 for none; changed by {@code set maxconn frontend}. */
  public int maxconn() {
    return maxconn;
  }

  public void maxconn(int value) {
    maxconn = value;
  }

  /** {@code rate_lim}, 0 for none. */
  public int rateLimit() {
    return config().frontend().rateLimit();
  }
}
