package io.haloom.stream;

import io.haloom.model.Option;
import io.haloom.model.ProxyConfig;
import io.haloom.net.Connection;
import io.haloom.net.ConnectionException;
import io.haloom.net.Transfer;
import io.haloom.proxy.Counter;
import io.haloom.rule.TcpRules;
import io.haloom.rule.Verdict;
import java.util.concurrent.locks.LockSupport;

/**
 * Copies both ways until both streams have ended. The session's own thread carries the client's
 * bytes, a second one the server's. The end of one stream is passed on as a FIN and the other goes
 * on (half-close), bounded by {@code timeout client-fin} and {@code server-fin}.
 */
final class Pump implements Runnable {
  private final Session session;
  private final Connection client;
  private final Connection server;
  private Thread main;
  private volatile boolean upDone;
  private volatile boolean downDone;

  Pump(Session session, Connection server) {
    this.session = session;
    this.client = session.client();
    this.server = server;
  }

  @Override
  public void run() {
    main = Thread.currentThread();
    applyTunnelTimeout();
    session.services().transport().fork(this::down);
    up();
    while (!downDone) {
      LockSupport.park(this);
    }
  }

  private void applyTunnelTimeout() {
    int tunnel = session.tunnelTimeout();
    if (tunnel != 0) {
      client.timeout(tunnel);
      server.timeout(tunnel);
    }
  }

  // --- client to server ------------------------------------------------------------------------

  private void up() {
    boolean broken = false;
    try {
      forwardPrefetched();
      client.transferTo(server, new Up(session));
    } catch (ConnectionException e) {
      broken = fail(e);
    }
    upDone = true;
    if (!downDone && !broken) {
      if (session.backend().config().has(Option.NOLINGER)) {
        server.reset();
        return;
      }
      server.shutdownOutput();
      finTimeout(server, session.backendTimeouts().serverFin());
    }
  }

  private void forwardPrefetched() throws ConnectionException {
    Prefetch prefetch = session.prefetchIfAny();
    if (prefetch == null) {
      return;
    }
    int length = prefetch.bytes().remaining();
    if (length > 0) {
      server.write(prefetch.bytes());
      session.traffic().in(length);
    }
    session.dropPrefetch();
  }

  // --- server to client ------------------------------------------------------------------------

  private void down() {
    boolean broken = false;
    try {
      if (responseAllowed()) {
        server.transferTo(client, new Down(session));
      }
    } catch (ConnectionException e) {
      broken = fail(e);
    }
    if (upDone) {
      session.ending().phase('L');
    } else if (!broken) {
      client.shutdownOutput();
      finTimeout(client, session.frontendTimeouts().clientFin());
    }
    downDone = true;
    LockSupport.unpark(main);
  }

  /** {@code tcp-response content} of the backend; what was looked at is forwarded. */
  private boolean responseAllowed() throws ConnectionException {
    TcpRules rules = session.backend().config().rules();
    if (rules.response().isEmpty()) {
      return true;
    }
    Prefetch prefetch = new Prefetch(server, session.services().bufferSize());
    Verdict verdict = ContentRules.response(session, server, prefetch, rules);
    if (verdict == Verdict.REJECT || verdict == Verdict.SILENT_DROP) {
      session.ending().note('P', 'D');
      session.traffic().count(Counter.DENIED_RESPONSES, 1);
      session.traffic().out(prefetch.bytes().remaining());
      session.farewell().silentDrop(verdict == Verdict.SILENT_DROP);
      client.abort();
      server.abort();
      return false;
    }
    int length = prefetch.bytes().remaining();
    if (length > 0) {
      client.write(prefetch.bytes());
      session.traffic().out(length);
    }
    return verdict != Verdict.CLOSE;
  }

  // --- ends ------------------------------------------------------------------------------------

  private static void finTimeout(Connection connection, int millis) {
    if (millis != 0) {
      connection.timeout(millis);
    }
  }

  /**
   * A timeout ends one direction, as an end of stream would; an error ends both, and a reset of the
   * client is passed on to the server.
   *
   * @return whether both directions are over
   */
  private boolean fail(ConnectionException failure) {
    if (failure.kind() == ConnectionException.Kind.CLOSED) {
      // The other direction was over, and nolinger closed this one with it.
      return false;
    }
    if (failure.kind() == ConnectionException.Kind.TIMEOUT) {
      session.watch().failed(failure, failure.connection() == client && !tunnelTimesOut());
      return false;
    }
    session.watch().failed(failure);
    client.abort();
    server.abort();
    return true;
  }

  /** While both directions are open {@code timeout tunnel} is the server's, as HAProxy logs it. */
  private boolean tunnelTimesOut() {
    return session.tunnelTimeout() != 0 && !upDone && !downDone;
  }

  // --- counting --------------------------------------------------------------------------------

  private record Up(Session session) implements Transfer {
    @Override
    public void moved(int bytes) {
      session.traffic().in(bytes);
    }

    @Override
    public boolean splice() {
      return splices(session, Option.SPLICE_REQUEST);
    }
  }

  private record Down(Session session) implements Transfer {
    @Override
    public void moved(int bytes) {
      session.traffic().out(bytes);
    }

    @Override
    public boolean splice() {
      return splices(session, Option.SPLICE_RESPONSE);
    }
  }

  /** Whether {@code option splice-auto} or that of one direction allows splicing. */
  static boolean splices(Session session, Option direction) {
    return splices(session.frontend().config(), direction)
        || splices(session.backend().config(), direction);
  }

  private static boolean splices(ProxyConfig config, Option direction) {
    return config.has(Option.SPLICE_AUTO) || config.has(direction);
  }
}
