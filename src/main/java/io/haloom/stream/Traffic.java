package io.haloom.stream;

import io.haloom.proxy.Counter;

/**
 * What a session adds to counters: of its frontend and its bind line, and of its backend and its
 * server once they are known.
 */
public final class Traffic {
  private final Session session;
  private long bytesIn;
  private long bytesOut;

  Traffic(Session session) {
    this.session = session;
  }

  /** Bytes the client sent that were delivered. */
  public long bytesIn() {
    return bytesIn;
  }

  /** Bytes the server sent that were delivered. */
  public long bytesOut() {
    return bytesOut;
  }

  void forget() {
    bytesIn = 0;
    bytesOut = 0;
  }

  // --- bytes -----------------------------------------------------------------------------------

  /** The client sent this many bytes, which were delivered to the server. */
  void in(long bytes) {
    bytesIn += bytes;
    count(Counter.BYTES_IN, bytes);
  }

  /** The server sent this many bytes, which were delivered to the client. */
  void out(long bytes) {
    bytesOut += bytes;
    count(Counter.BYTES_OUT, bytes);
  }

  /** Bytes came that no counter takes note of, but {@code option dontlognull} does. */
  void received(long bytes) {
    bytesIn += bytes;
  }

  // --- whom it concerns ------------------------------------------------------------------------

  /** Adds to all. */
  void count(Counter counter, long amount) {
    countFrontend(counter, amount);
    countServerSide(counter, amount);
  }

  /** Adds to the frontend and the bind line. */
  void countFrontend(Counter counter, long amount) {
    int stripe = session.stripe();
    session.frontend().counters().add(stripe, counter, amount);
    session.listener().counters().add(stripe, counter, amount);
  }

  /** Adds to the frontend, the bind line and the backend. */
  void countProxies(Counter counter) {
    countFrontend(counter, 1);
    countBackend(counter, 1);
  }

  /** Adds to the backend. */
  void countBackend(Counter counter, long amount) {
    if (session.backend() != null) {
      session.backend().counters().add(session.stripe(), counter, amount);
    }
  }

  /** Adds to the server. */
  void countServer(Counter counter) {
    countServer(counter, 1);
  }

  private void countServer(Counter counter, long amount) {
    if (session.server() != null) {
      session.server().counters().add(session.stripe(), counter, amount);
    }
  }

  /** Adds to the backend and the server. */
  void countServerSide(Counter counter) {
    countServerSide(counter, 1);
  }

  void countServerSide(Counter counter, long amount) {
    countBackend(counter, amount);
    countServer(counter, amount);
  }

  // --- connections to servers ------------------------------------------------------------------

  /** Another attempt to reach the server, which counts as a session of it. */
  void countAttempt() {
    countSession();
    countServerSide(Counter.CONNECT_ATTEMPTS);
  }

  /** A connection that stood already carries a session more. */
  void countReuse() {
    countSession();
    countServerSide(Counter.REUSES);
  }

  /** The server has one session more. */
  void countSession() {
    if (session.server() != null) {
      long now = WallClock.millis(session.now());
      session.server().sessionRate().tick(session.stripe(), now);
      countServer(Counter.SESSIONS);
    }
  }
}
