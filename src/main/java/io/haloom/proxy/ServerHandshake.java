package io.haloom.proxy;

import io.haloom.net.ConnectFailure;
import io.haloom.net.Connection;
import io.haloom.net.TlsEngine;
import io.haloom.proxy.count.Counter;
import io.haloom.proxy.count.Counters;
import io.haloom.proxy.count.ProcessCounters;
import io.haloom.proxy.count.TlsCounters;

/**
 * Counts a TLS handshake with a server, be it for traffic or for a check. One that the client or
 * the clock breaks off has not failed.
 */
final class ServerHandshake {
  private final Server server;
  private final int stripe;
  private final ProcessCounters process;

  ServerHandshake(Server server, int stripe) {
    this.server = server;
    this.stripe = stripe;
    this.process = server.backend().runtime().process();
  }

  /**
   * The connection is one with TLS until its engine is closed.
   *
   * @throws ConnectFailure where there are as many as may be
   */
  void begin(TlsEngine engine) throws ConnectFailure {
    TlsCounters tls = process.tls();
    if (!tls.connections().incrementUpTo(tls.maxconn())) {
      throw new ConnectFailure(ConnectFailure.Kind.TLS_LIMIT, "Too many SSL connections");
    }
    engine.whenClosed(tls.connections()::decrement);
    process.counters().increment(stripe, Counter.TLS_CONNECTIONS);
  }

  void succeeded(Connection connection) {
    TlsCounters.succeeded(
        connection.tls().isResumed(),
        process.tls().serverKeys(),
        stripe,
        System.currentTimeMillis(),
        server.counters(),
        proxyCounters());
  }

  void failed(ConnectFailure failure) {
    if (failure.kind() != ConnectFailure.Kind.TLS_TIMEOUT) {
      TlsCounters.failed(stripe, server.counters(), proxyCounters());
    }
  }

  private Counters proxyCounters() {
    return server.backend().counters();
  }
}
