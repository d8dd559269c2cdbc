package io.haloom.proxy.count;

/** What {@code show info} tells of the whole process. */
public final class ProcessCounters {
  private final Gauge connections = new Gauge();
  private final Rate connectionRate;
  private final Rate sessionRate;
  private final Counters counters;
  private final TlsCounters tls;
  private volatile int maxconn;
  private volatile int maxConnRate;
  private volatile int maxSessRate;
  private volatile boolean stopping;

  public ProcessCounters(int loops) {
    counters = new Counters(loops);
    connectionRate = new Rate(loops);
    sessionRate = new Rate(loops);
    tls = new TlsCounters(loops);
  }

  /** {@code CurrConns}. */
  public Gauge connections() {
    return connections;
  }

  /** {@code ConnRate}. */
  public Rate connectionRate() {
    return connectionRate;
  }

  /** {@code SessRate}. */
  public Rate sessionRate() {
    return sessionRate;
  }

  /** {@code CumConns}, {@code CumReq}, bytes. */
  public Counters counters() {
    return counters;
  }

  /** {@code Maxconn}, 0 for none; changed by {@code set maxconn global}. */
  public int maxconn() {
    return maxconn;
  }

  public void maxconn(int value) {
    maxconn = value;
  }

  /** {@code ConnRateLimit}, 0 for none; changed by {@code set rate-limit}. */
  public int maxConnRate() {
    return maxConnRate;
  }

  public void maxConnRate(int value) {
    maxConnRate = value;
  }

  /** {@code SessRateLimit}, 0 for none. */
  public int maxSessRate() {
    return maxSessRate;
  }

  public void maxSessRate(int value) {
    maxSessRate = value;
  }

  /** What concerns TLS. */
  public TlsCounters tls() {
    return tls;
  }

  /** True after the soft stop began. */
  public boolean stopping() {
    return stopping;
  }

  public void stopping(boolean value) {
    stopping = value;
  }
}
