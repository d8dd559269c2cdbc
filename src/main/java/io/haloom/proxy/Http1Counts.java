package io.haloom.proxy;

import io.haloom.http.Carried;
import io.haloom.net.Connection;
import io.haloom.net.Transport;
import io.haloom.proxy.count.Counter;
import io.haloom.proxy.count.Counters;

/**
 * What the connections of HTTP/1 of one side of a proxy carry ({@code h1_*}): its clients', or
 * those to its servers, checks included. A stripe as in {@link Counters}.
 */
public final class Http1Counts implements Carried {
  private final Counters counters;
  private final boolean confined;

  Http1Counts(Counters counters, Transport transport) {
    this.counters = counters;
    this.confined = transport.isConfined();
  }

  private int stripe(Connection on) {
    return confined ? on.loop() : ~on.loop();
  }

  // --- connections and streams -----------------------------------------------------------------

  /** A connection is there, or is to be. */
  public void opened(int stripe) {
    counters.increment(stripe, Counter.H1_CONNECTIONS);
    counters.add(stripe, Counters.H1_OPEN_CONNECTIONS, 1);
  }

  public void closed(int stripe) {
    counters.add(stripe, Counters.H1_OPEN_CONNECTIONS, -1);
  }

  /** A request has a connection. */
  public void begun(int stripe) {
    counters.increment(stripe, Counter.H1_STREAMS);
    counters.add(stripe, Counters.H1_OPEN_STREAMS, 1);
  }

  /** The request is over. */
  public void over(int stripe) {
    counters.add(stripe, Counters.H1_OPEN_STREAMS, -1);
  }

  /** A connection to a server is on its way, for a request. */
  public void dialled(int stripe) {
    opened(stripe);
    begun(stripe);
  }

  /**
   * It did not come to be.
   *
   * @param tried whether the server was asked at all
   */
  public void failed(int stripe, boolean tried) {
    over(stripe);
    closed(stripe);
    if (!tried) {
      counters.add(stripe, Counter.H1_CONNECTIONS, -1);
      counters.add(stripe, Counter.H1_STREAMS, -1);
    }
  }

  @Override
  public void begun(Connection on) {
    begun(stripe(on));
  }

  /** The request that the connection carries is over; for a thread of the connection's loop. */
  public void over(Connection on) {
    over(stripe(on));
  }

  // --- bytes -----------------------------------------------------------------------------------

  @Override
  public void received(Connection on, int bytes) {
    counters.add(stripe(on), Counter.H1_BYTES_IN, bytes);
  }

  @Override
  public void sent(Connection on, int bytes) {
    counters.add(stripe(on), Counter.H1_BYTES_OUT, bytes);
  }
}
