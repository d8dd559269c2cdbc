package io.haloom.stream;

import io.haloom.model.Option;
import io.haloom.model.ProxyConfig;
import io.haloom.net.Connection;
import io.haloom.net.ConnectionException;
import io.haloom.net.Relay;
import io.haloom.net.Relay.Direction;
import io.haloom.net.Transfer;
import io.haloom.proxy.count.Counter;
import io.haloom.rule.TcpRules;
import io.haloom.rule.Verdict;
import java.nio.ByteBuffer;

/**
 * Copies both ways until both streams have ended. The session's own thread waits for what ends
 * first; the end of one stream is passed on as a FIN and the other goes on (half-close), bounded by
 * {@code timeout client-fin} and {@code server-fin}.
 */
public final class Pump {
  private final Stream stream;
  private final Connection client;
  private final Connection server;
  private final Relay relay;
  private boolean upDone;
  private boolean downDone;
  private boolean behindHttp;

  /** Whether this side has ended what the client was still sending. */
  private boolean cut;

  public Pump(Stream stream, Connection server) {
    this.stream = stream;
    this.client = stream.client();
    this.server = server;
    this.relay = stream.services().transport().relay(client, server);
  }

  /** {@code timeout tunnel} ends both directions of a tunnel behind HTTP at once. */
  public Pump behindHttp() {
    behindHttp = true;
    return this;
  }

  public void run() {
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
    int tunnel = stream.tunnelTimeout();
    if (tunnel != 0) {
      client.timeout(tunnel);
      server.timeout(tunnel);
    }
  }

  // --- client to server ------------------------------------------------------------------------

  private void startUp() {
    Prefetch prefetch = stream.session().prefetchIfAny();
    ByteBuffer first = prefetch == null ? null : prefetch.bytes();
    relay.start(Direction.UP, new Up(stream, first, behindHttp));
    stream.session().dropPrefetch();
  }

  private void upIsOver(boolean broken) {
    upDone = true;
    if (downDone || broken) {
      return;
    }
    if (stream.backendConfig().has(Option.NOLINGER)) {
      server.reset();
      return;
    }
    server.shutdownOutput();
    finTimeout(server, stream.backendTimeouts().serverFin());
  }

  // --- server to client ------------------------------------------------------------------------

  private void startDown() {
    if (stream.backendConfig().rules().response().isEmpty()) {
      relay.start(Direction.DOWN, new Down(stream, behindHttp));
    } else {
      stream.services().transport().fork(this::examineResponse);
    }
  }

  /** The client's bytes go on meanwhile. */
  private void examineResponse() {
    ConnectionException failure = null;
    try {
      if (responseAllowed()) {
        relay.start(Direction.DOWN, new Down(stream, behindHttp));
        return;
      }
    } catch (ConnectionException e) {
      failure = e;
    } catch (RuntimeException | Error e) {
      stream.termination().note('I', 'D');
      stream.services().internalError(stream.session(), e);
      client.abort();
      server.abort();
    }
    relay.end(Direction.DOWN, failure);
  }

  private void downIsOver(boolean broken) {
    downDone = true;
    if (upDone) {
      stream.termination().phase('L');
      if (!broken && stream.session().isCarried()) {
        // Its close would not tell that all has come.
        client.shutdownOutput();
      }
    } else if (!broken) {
      client.shutdownOutput();
      finTimeout(client, stream.frontendTimeouts().clientFin());
    }
  }

  /** {@code tcp-response content} of the backend; what was looked at is forwarded. */
  private boolean responseAllowed() throws ConnectionException {
    TcpRules rules = stream.backendConfig().rules();
    stream.responds();
    Prefetch prefetch = stream.services().prefetch(server);
    try {
      return responseAllowed(prefetch, rules);
    } finally {
      prefetch.free();
    }
  }

  private boolean responseAllowed(Prefetch prefetch, TcpRules rules) throws ConnectionException {
    Verdict verdict;
    try {
      verdict = ContentRules.response(stream, server, prefetch, rules);
    } catch (ConnectionException e) {
      forward(prefetch);
      throw e;
    }
    if (verdict == Verdict.REJECT || verdict == Verdict.SILENT_DROP) {
      refuseResponse(verdict == Verdict.SILENT_DROP);
      stream.counters().out(prefetch.bytes().remaining());
      client.abort();
      server.abort();
      return false;
    }
    forward(prefetch);
    return verdict != Verdict.CLOSE;
  }

  private void refuseResponse(boolean silently) {
    if (silently) {
      ContentRules.dropSilently(stream);
    } else {
      stream.termination().note('P', 'D');
      stream.counters().count(Counter.DENIED_RESPONSES, 1);
    }
  }

  private void forward(Prefetch prefetch) throws ConnectionException {
    int length = prefetch.bytes().remaining();
    if (length > 0) {
      client.write(prefetch.bytes());
      stream.counters().out(length);
    }
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
    if (failure.kind() == ConnectionException.Kind.CLOSED || cut) {
      // The other direction was over, and closed this one with it.
      return cut;
    }
    if (failure.kind() == ConnectionException.Kind.TIMEOUT) {
      stream.failures().note(failure, failure.connection() == client || tunnelTimesOut());
      if (behindHttp && tunnelTimesOut()) {
        cut();
      }
      return cut;
    }
    stream.failures().note(failure);
    client.abort();
    server.abort();
    return true;
  }

  /** Ends both directions, whatever is under way. */
  private void cut() {
    cut = true;
    client.abort();
    server.abort();
  }

  /** While both directions are open {@code timeout tunnel} is the client's, as HAProxy logs it. */
  private boolean tunnelTimesOut() {
    return stream.tunnelTimeout() != 0 && !upDone && !downDone;
  }

  // --- counting --------------------------------------------------------------------------------

  /** The first bytes are those that rules have looked at. */
  private record Up(Stream stream, ByteBuffer first, boolean behindHttp) implements Transfer {
    @Override
    public void moved(int bytes) {
      stream.counters().in(bytes);
      if (behindHttp) {
        stream.counters().carried(true, bytes);
      }
    }

    @Override
    public void spliced(int bytes) {
      if (behindHttp) {
        stream.counters().spliced(true, bytes);
      } else {
        stream.counters().spliced(bytes);
      }
    }

    @Override
    public boolean splice() {
      return splices(stream, Option.SPLICE_REQUEST);
    }
  }

  private record Down(Stream stream, boolean behindHttp) implements Transfer {
    @Override
    public void moved(int bytes) {
      stream.counters().out(bytes);
      if (behindHttp) {
        stream.counters().carried(false, bytes);
      }
    }

    @Override
    public void spliced(int bytes) {
      if (behindHttp) {
        stream.counters().spliced(false, bytes);
      } else {
        stream.counters().spliced(bytes);
      }
    }

    @Override
    public boolean splice() {
      return splices(stream, Option.SPLICE_RESPONSE);
    }
  }

  /** Whether {@code option splice-auto} or that of one direction allows splicing. */
  public static boolean splices(Stream stream, Option direction) {
    return splices(stream.frontendConfig(), direction)
        || splices(stream.backendConfig(), direction);
  }

  private static boolean splices(ProxyConfig config, Option direction) {
    return config.has(Option.SPLICE_AUTO) || config.has(direction);
  }
}
