package io.haloom.stream;

import io.haloom.model.Option;
import io.haloom.model.ProxyConfig;
import io.haloom.net.Connection;
import io.haloom.net.ConnectionException;
import io.haloom.net.Relay;
import io.haloom.net.Relay.Direction;
import io.haloom.net.Transfer;
import io.haloom.proxy.Counter;
import io.haloom.rule.TcpRules;
import io.haloom.rule.Verdict;
import java.nio.ByteBuffer;

/**
 * Copies both ways until both streams have ended. The session's own thread waits for what ends
 * first; the end of one stream is passed on as a FIN and the other goes on (half-close), bounded by
 * {@code timeout client-fin} and {@code server-fin}.
 */
final class Pump {
  private final Session session;
  private final Connection client;
  private final Connection server;
  private final Relay relay;
  private boolean upDone;
  private boolean downDone;

  Pump(Session session, Connection server) {
    this.session = session;
    this.client = session.client();
    this.server = server;
    this.relay = session.services().transport().relay(client, server);
  }

  void run() {
    applyTunnelTimeout();
    startUp();
    startDown();
    for (Direction over = relay.awaitOver(); over != null; over = relay.awaitOver()) {
      ConnectionException failure = relay.failure(over);
      boolean broken = failure != null && fail(failure);
      if (over == Direction.UP) {
        upIsOver(broken);
      } else {
        downIsOver(broken);
      }
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

  private void startUp() {
    Prefetch prefetch = session.prefetchIfAny();
    relay.start(Direction.UP, new Up(session, prefetch == null ? null : prefetch.bytes()));
    session.dropPrefetch();
  }

  private void upIsOver(boolean broken) {
    upDone = true;
    if (downDone || broken) {
      return;
    }
    if (session.backend().config().has(Option.NOLINGER)) {
      server.reset();
      return;
    }
    server.shutdownOutput();
    finTimeout(server, session.backendTimeouts().serverFin());
  }

  // --- server to client ------------------------------------------------------------------------

  private void startDown() {
    if (session.backend().config().rules().response().isEmpty()) {
      relay.start(Direction.DOWN, new Down(session));
    } else {
      session.services().transport().fork(this::examineResponse);
    }
  }

  /** The client's bytes go on meanwhile. */
  private void examineResponse() {
    ConnectionException failure = null;
    try {
      if (responseAllowed()) {
        relay.start(Direction.DOWN, new Down(session));
        return;
      }
    } catch (ConnectionException e) {
      failure = e;
    }
    relay.end(Direction.DOWN, failure);
  }

  private void downIsOver(boolean broken) {
    downDone = true;
    if (upDone) {
      session.ending().phase('L');
    } else if (!broken) {
      client.shutdownOutput();
      finTimeout(client, session.frontendTimeouts().clientFin());
    }
  }

  /** {@code tcp-response content} of the backend; what was looked at is forwarded. */
  private boolean responseAllowed() throws ConnectionException {
    TcpRules rules = session.backend().config().rules();
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

  /** The first bytes are those that rules have looked at. */
  private record Up(Session session, ByteBuffer first) implements Transfer {
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
