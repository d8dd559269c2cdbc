package io.haloom.http.h2;

import io.haloom.http.CarriedFrames;
import io.haloom.http.ClientStreams;
import io.haloom.http.HttpLimits;
import io.haloom.http.HttpProtocol.Manner;
import io.haloom.http.MessageBuffers;
import io.haloom.http.MultiplexedProtocol;
import io.haloom.http.ServerStreams;
import io.haloom.net.Connection;
import io.haloom.net.MemoryBudget;
import io.haloom.net.Transport;

/** HTTP/2 (RFC 9113). */
public final class Http2Protocol implements MultiplexedProtocol {
  private final H2Setup setup;

  private Http2Protocol(H2Setup setup) {
    this.setup = setup;
  }

  /**
   * For the connections of a transport.
   *
   * @param limits of messages
   * @param memory what the buffers of all connections may take
   */
  public static Http2Protocol of(
      HttpLimits limits, Transport transport, MemoryBudget memory, H2Tune tune) {
    MessageBuffers buffers = MessageBuffers.of(limits, transport, memory);
    return new Http2Protocol(new H2Setup(tune, buffers, transport));
  }

  @Override
  public int mostRequests() {
    return setup.tune().servers().mostStreams();
  }

  @Override
  public ClientStreams client(Connection connection, Manner manner, CarriedFrames carried) {
    return new H2ClientConnection(connection, setup, carried, manner.acceptInvalid());
  }

  @Override
  public ServerStreams server(
      Connection connection, CarriedFrames carried, ServerStreams.Ended ended) {
    H2ServerConnection made = new H2ServerConnection(connection, setup, carried, ended);
    made.begin();
    return made;
  }
}
