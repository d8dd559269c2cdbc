package io.haloom.stream;

import io.haloom.model.Option;
import io.haloom.net.ConnectionException;
import java.util.concurrent.locks.LockSupport;

/** Whether a stream's client is still there, and how long it is waited for. */
public final class ClientWatch {
  /** Longer than any process runs, and far from overflow. */
  private static final long NEVER = Long.MAX_VALUE / 4;

  private final Stream stream;

  ClientWatch(Stream stream) {
    this.stream = stream;
  }

  // --- patience --------------------------------------------------------------------------------

  /**
   * When {@code timeout client} strikes if the client stays silent, as {@link System#nanoTime()};
   * never for one that has said that it sends no more, nor in HTTP mode, where what is left of a
   * request is waited for once there is a server. For the phases in which nobody reads from it.
   */
  public long deadline() {
    if (stream.session().isHttp()) {
      return System.nanoTime() + NEVER;
    }
    Prefetch prefetch = stream.session().prefetchIfAny();
    int millis = prefetch != null && prefetch.ended() ? 0 : stream.frontendTimeouts().client();
    long since = prefetch == null ? stream.session().lastHeard() : prefetch.lastReceived();
    return millis == 0 ? System.nanoTime() + NEVER : since + millis * 1_000_000L;
  }

  /** Waits until that time, {@link System#nanoTime()}, or until the client has ended its stream. */
  public void stay(long until) {
    stream.client().watchPeer(Thread.currentThread());
    try {
      long left = until - System.nanoTime();
      while (left > 0 && !stream.client().peerClosed() && !stream.client().aborted()) {
        LockSupport.parkNanos(this, left);
        left = until - System.nanoTime();
      }
    } finally {
      stream.client().watchPeer(null);
    }
  }

  // --- presence --------------------------------------------------------------------------------

  /** As {@link #left}, a failure to tell being taken for one that left. */
  boolean gone() {
    try {
      return left();
    } catch (ConnectionException e) {
      stream.failures().note(e);
      return true;
    }
  }

  /** {@code option abortonclose} of the backend. */
  public boolean abortsOnClose() {
    return stream.backendConfig().has(Option.ABORTONCLOSE);
  }

  /**
   * The client left before it was served: nothing it sent is left to forward, or not all of its
   * request has come, or abortonclose.
   */
  public boolean left() throws ConnectionException {
    if (stream.client().aborted()) {
      return true;
    }
    if (!stream.client().peerClosed()) {
      return false;
    }
    if (stream.session().isHttp()) {
      return abortsOnClose()
          || stream.session().isCarried()
          || stream.transaction().rules().isRequestCut();
    }
    Prefetch prefetch = stream.session().prefetch();
    try {
      // A reset shows behind the bytes that came before it.
      while (prefetch.available()) {
        continue;
      }
    } catch (ConnectionException e) {
      // As HAProxy says of one that resets before it has a server, or while it gets one.
      stream.termination().phase('D');
      throw e;
    }
    return abortsOnClose() || prefetch.ended() && !prefetch.bytes().hasRemaining();
  }
}
