package io.haloom.proxy;

import io.haloom.http.CarriedFrames;
import io.haloom.http.MultiplexedProtocol;
import io.haloom.http.ServerStreams;
import io.haloom.net.Connection;
import io.haloom.net.Transport;
import io.haloom.proxy.count.Counter;
import io.haloom.proxy.count.Counters;

/**
 * What the connections of HTTP/2 of one side of a proxy carry ({@code h2_*}): its clients', or
 * those to its servers. A stripe as in {@link Counters}.
 */
public final class Http2Counts implements CarriedFrames {
  private final Counters counters;
  private final boolean confined;

  Http2Counts(Counters counters, Transport transport) {
    this.counters = counters;
    this.confined = transport.isConfined();
  }

  private int stripe(Connection on) {
    return confined ? on.loop() : ~on.loop();
  }

  /** A connection is there. */
  public void opened(Connection on) {
    counters.add(stripe(on), Counters.H2_OPEN_CONNECTIONS, 1);
  }

  /** A connection is there, or is to be. */
  public void tried(int stripe) {
    counters.increment(stripe, Counter.H2_CONNECTIONS);
  }

  /** Has a connection to a server carry requests, which counts until it is over. */
  public ServerStreams carry(Connection made, MultiplexedProtocol protocol) {
    opened(made);
    return protocol.server(made, this, () -> closed(made));
  }

  public void closed(Connection on) {
    counters.add(stripe(on), Counters.H2_OPEN_CONNECTIONS, -1);
  }

  @Override
  public void begun(Connection on) {
    counters.increment(stripe(on), Counter.H2_STREAMS);
    counters.add(stripe(on), Counters.H2_OPEN_STREAMS, 1);
  }

  @Override
  public void over(Connection on) {
    counters.add(stripe(on), Counters.H2_OPEN_STREAMS, -1);
  }

  /** HAProxy counts no bytes of them. */
  @Override
  public void received(Connection on, int bytes) {}

  @Override
  public void sent(Connection on, int bytes) {}

  @Override
  public void happened(Connection on, Event event) {
    counters.increment(stripe(on), counter(event));
  }

  private static Counter counter(Event event) {
    return switch (event) {
      case HEADERS_RECEIVED -> Counter.H2_HEADERS_RECEIVED;
      case DATA_RECEIVED -> Counter.H2_DATA_RECEIVED;
      case SETTINGS_RECEIVED -> Counter.H2_SETTINGS_RECEIVED;
      case RESET_RECEIVED -> Counter.H2_RESET_RECEIVED;
      case GOAWAY_RECEIVED -> Counter.H2_GOAWAY_RECEIVED;
      case CONNECTION_ERROR -> Counter.H2_CONNECTION_ERRORS;
      case STREAM_ERROR -> Counter.H2_STREAM_ERRORS;
      case RESET_SENT -> Counter.H2_RESET_SENT;
      case GOAWAY_SENT -> Counter.H2_GOAWAY_SENT;
    };
  }
}
