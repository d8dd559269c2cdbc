package io.haloom.stream;

import io.haloom.proxy.Backend;
import io.haloom.proxy.count.Counter;
import io.haloom.proxy.count.Counters;

/**
 * What a stream adds to counters: of its frontend and its bind line, and of its backend and its
 * server once they are known.
 */
public final class StreamCounters {
  private final Stream stream;
  private long bytesIn;
  private long bytesOut;
  private boolean received;

  StreamCounters(Stream stream) {
    this.stream = stream;
  }

  /** Bytes the client sent that were delivered. */
  public long bytesIn() {
    return bytesIn;
  }

  /** Bytes the server sent that were delivered. */
  public long bytesOut() {
    return bytesOut;
  }

  /** Whether the client has sent anything. */
  boolean hasReceived() {
    return received || bytesIn > 0;
  }

  // --- bytes -----------------------------------------------------------------------------------

  /** The client sent this many bytes, which were delivered to the server. */
  public void in(long bytes) {
    bytesIn += bytes;
    count(Counter.BYTES_IN, bytes);
    if (stream.backend() == null) {
      countOwn(Counter.BYTES_IN, bytes);
    }
  }

  /** The server sent this many bytes, which were delivered to the client. */
  public void out(long bytes) {
    bytesOut += bytes;
    count(Counter.BYTES_OUT, bytes);
    if (stream.backend() == null) {
      countOwn(Counter.BYTES_OUT, bytes);
    }
  }

  /** What is answered before a backend is chosen is that of the section itself, where it is one. */
  private void countOwn(Counter counter, long bytes) {
    String own = stream.frontendConfig().name();
    Backend backend = stream.services().runtime().backend(own);
    if (backend != null) {
      backend.counters().add(stream.stripe(), counter, bytes);
    }
  }

  /**
   * So many bytes were carried from one connection of HTTP/1 to the other, past what reads and
   * writes messages.
   *
   * @param up from the client to the server
   */
  public void carried(boolean up, int bytes) {
    addHttp1(up ? Counter.H1_BYTES_IN : Counter.H1_BYTES_OUT, bytes, stream.frontend().counters());
    addHttp1(up ? Counter.H1_BYTES_OUT : Counter.H1_BYTES_IN, bytes, stream.backend().counters());
  }

  /** So many bytes were moved by the kernel. */
  void spliced(int bytes) {
    Counters process = stream.services().runtime().process().counters();
    process.add(stream.stripe(), Counter.SPLICED_BYTES, bytes);
  }

  /** So many of those that {@link #carried} counts were moved by the kernel. */
  public void spliced(boolean up, int bytes) {
    spliced(bytes);
    Counter in = Counter.H1_SPLICED_BYTES_IN;
    Counter out = Counter.H1_SPLICED_BYTES_OUT;
    addHttp1(up ? in : out, bytes, stream.frontend().counters());
    addHttp1(up ? out : in, bytes, stream.backend().counters());
  }

  private void addHttp1(Counter counter, int bytes, Counters to) {
    to.add(stream.stripe(), counter, bytes);
  }

  /** Bytes came that nothing counts, but {@code option dontlognull} asks whether there are any. */
  public void received(long bytes) {
    received |= bytes > 0;
  }

  // --- whom it concerns ------------------------------------------------------------------------

  /** Adds to all. */
  public void count(Counter counter, long amount) {
    countFrontend(counter, amount);
    countServerSide(counter, amount);
  }

  /** Adds to the frontend and the bind line. */
  public void countFrontend(Counter counter, long amount) {
    int stripe = stream.stripe();
    stream.frontend().counters().add(stripe, counter, amount);
    stream.session().listener().counters().add(stripe, counter, amount);
  }

  /** Adds to the frontend, the bind line and the backend. */
  public void countProxies(Counter counter) {
    countFrontend(counter, 1);
    countBackend(counter, 1);
  }

  /** Adds to the backend. */
  void countBackend(Counter counter, long amount) {
    if (stream.backend() != null) {
      stream.backend().counters().add(stream.stripe(), counter, amount);
    }
  }

  /** Adds to the server. */
  public void countServer(Counter counter) {
    countServer(counter, 1);
  }

  private void countServer(Counter counter, long amount) {
    if (stream.server() != null) {
      stream.server().counters().add(stream.stripe(), counter, amount);
    }
  }

  /** Adds to the backend and the server. */
  public void countServerSide(Counter counter) {
    countServerSide(counter, 1);
  }

  public void countServerSide(Counter counter, long amount) {
    countBackend(counter, amount);
    countServer(counter, amount);
  }

  // --- connections to servers ------------------------------------------------------------------

  /** Another attempt to reach the server, which counts as a session of it. */
  public void countAttempt() {
    countSession();
    countServerSide(Counter.CONNECT_ATTEMPTS);
  }

  /** A connection that stood already carries a session more. */
  public void countReuse() {
    countSession();
    countServerSide(Counter.REUSES);
  }

  /** The server has one session more. */
  public void countSession() {
    if (stream.server() != null) {
      long now = WallClock.millis(stream.now());
      stream.server().sessionRate().tick(stream.stripe(), now);
      countServer(Counter.SESSIONS);
    }
  }
}
