package io.haloom.stream;

import io.haloom.model.Option;
import io.haloom.model.ProxyConfig;
import io.haloom.net.ConnectionException;
import io.haloom.proxy.Counter;
import java.util.concurrent.locks.LockSupport;

/** Whether a session's client is still there, and what follows where a side is not. */
final class ClientWatch {
  /** Longer than any process runs, and far from overflow. */
  private static final long NEVER = Long.MAX_VALUE / 4;

  private final Session session;
  private boolean reset;

  ClientWatch(Session session) {
    this.session = session;
  }

  /** Whether the client ended its connection with an RST. */
  boolean wasReset() {
    return reset;
  }

  // --- failures --------------------------------------------------------------------------------

  /** Notes why the session ends, unless a cause was noted before, and counts the abort. */
  void failed(ConnectionException failure) {
    failed(failure, failure.connection() == session.client());
  }

  /** The same for a failure that counts as that side's. */
  void failed(ConnectionException failure, boolean ofClient) {
    if (session.shutdownCause() != 0) {
      session.ending().note(session.shutdownCause(), '-');
      return;
    }
    reset |= ofClient && failure.kind() == ConnectionException.Kind.RESET;
    boolean timeout = failure.kind() == ConnectionException.Kind.TIMEOUT;
    char letter = timeout ? (ofClient ? 'c' : 's') : ofClient ? 'C' : 'S';
    if (session.ending().note(letter, session.ending().phase())) {
      session.traffic().count(ofClient ? Counter.CLIENT_ABORTS : Counter.SERVER_ABORTS, 1);
      if (!ofClient && !timeout) {
        session.traffic().countServerSide(Counter.FAILED_RESPONSES);
      }
    }
  }

  /** {@code timeout client} struck outside the pump. */
  void timedOut() {
    if (session.ending().note('c', session.ending().phase())) {
      session.traffic().count(Counter.CLIENT_ABORTS, 1);
    }
  }

  /**
   * When {@code timeout client} strikes if the client stays silent, as {@link System#nanoTime()};
   * never for one that has said that it sends no more. For the phases in which nobody reads from
   * it.
   */
  long deadline() {
    Prefetch prefetch = session.prefetchIfAny();
    int millis = prefetch != null && prefetch.ended() ? 0 : session.frontendTimeouts().client();
    long since = prefetch == null ? session.lastHeard() : prefetch.lastReceived();
    return millis == 0 ? System.nanoTime() + NEVER : since + millis * 1_000_000L;
  }

  /** Waits until that time, {@link System#nanoTime()}, or until the client has ended its stream. */
  void stay(long until) {
    session.client().watchPeer(Thread.currentThread());
    try {
      long left = until - System.nanoTime();
      while (left > 0 && !session.client().peerClosed() && !session.client().aborted()) {
        LockSupport.parkNanos(this, left);
        left = until - System.nanoTime();
      }
    } finally {
      session.client().watchPeer(null);
    }
  }

  // --- presence --------------------------------------------------------------------------------

  /** As {@link #left}, a failure to tell being taken for one that left. */
  boolean gone() {
    try {
      return left();
    } catch (ConnectionException e) {
      failed(e);
      return true;
    }
  }

  /**
   * {@code option abortonclose} of HTTP mode. The frontend must have it, too, by its defaults or as
   * a listen: without, HAProxy does not look whether the client is there.
   */
  boolean abortsOnClose() {
    return session.backend().config().has(Option.ABORTONCLOSE)
        && session.frontend().config().has(Option.ABORTONCLOSE);
  }

  /** The client left before it was served: nothing it sent is left to forward, or abortonclose. */
  boolean left() throws ConnectionException {
    if (session.client().aborted()) {
      return true;
    }
    if (!session.client().peerClosed()) {
      return false;
    }
    boolean aborts = session.backend().config().has(Option.ABORTONCLOSE);
    if (session.frontend().config().mode() == ProxyConfig.Mode.HTTP) {
      return abortsOnClose();
    }
    Prefetch prefetch = session.prefetch();
    try {
      // A reset shows behind the bytes that came before it.
      while (prefetch.available()) {
        continue;
      }
    } catch (ConnectionException e) {
      // As HAProxy says of one that resets before it has a server, or while it gets one.
      session.ending().phase('D');
      throw e;
    }
    return aborts || prefetch.ended() && !prefetch.bytes().hasRemaining();
  }
}
