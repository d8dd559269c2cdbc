package io.haloom.proxy.count;

/** What {@code show info} tells of the process's TLS. */
public final class TlsCounters {
  private final Gauge connections = new Gauge();
  private final Rate rate;
  private final Rate clientKeys;
  private final Rate serverKeys;
  private volatile int maxconn;
  private volatile int maxRate;

  TlsCounters(int loops) {
    rate = new Rate(loops);
    clientKeys = new Rate(loops);
    serverKeys = new Rate(loops);
  }

  /** {@code CurrSslConns}: of clients and of servers. */
  public Gauge connections() {
    return connections;
  }

  /** {@code SslRate}: connections of clients to bind lines with TLS. */
  public Rate rate() {
    return rate;
  }

  /** {@code SslFrontendKeyRate}: handshakes with clients that no session of before made short. */
  public Rate clientKeys() {
    return clientKeys;
  }

  /** {@code SslBackendKeyRate}: as {@link #clientKeys}, with servers. */
  public Rate serverKeys() {
    return serverKeys;
  }

  /** {@code MaxSslConns}, 0 for none. */
  public int maxconn() {
    return maxconn;
  }

  public void maxconn(int value) {
    maxconn = value;
  }

  /** {@code SslRateLimit}, 0 for none; changed by {@code set rate-limit}. */
  public int maxRate() {
    return maxRate;
  }

  public void maxRate(int value) {
    maxRate = value;
  }

  /** {@code clear counters}. */
  public void clearPeaks() {
    rate.clearPeak();
    clientKeys.clearPeak();
    serverKeys.clearPeak();
  }

  /**
   * Counts a handshake that is over.
   *
   * @param resumed whether a session of before made it short
   */
  public static void succeeded(
      boolean resumed, Rate keys, int stripe, long nowMillis, Counters one, Counters other) {
    if (!resumed) {
      keys.tick(stripe, nowMillis);
    }
    Counter counter = resumed ? Counter.TLS_REUSED_SESSIONS : Counter.TLS_SESSIONS;
    one.increment(stripe, counter);
    other.increment(stripe, counter);
  }

  /** Counts a handshake that failed. */
  public static void failed(int stripe, Counters one, Counters other) {
    one.increment(stripe, Counter.TLS_FAILED_HANDSHAKES);
    other.increment(stripe, Counter.TLS_FAILED_HANDSHAKES);
  }
}
