package io.haloom.http;

import io.haloom.http.HttpProtocol.Manner;
import io.haloom.net.Connection;

/** A version of HTTP whose connections carry many requests at once. */
public interface MultiplexedProtocol {

  /** How many requests a connection to a server carries at once, at most. */
  int mostRequests();

  /**
   * A client's connection that has just been accepted.
   *
   * @param carried is told of what it carries
   */
  ClientStreams client(Connection connection, Manner manner, CarriedFrames carried);

  /**
   * A connection to a server that has just been made; it begins to read.
   *
   * @param carried is told of what it carries
   * @param ended is told when it is over
   */
  ServerStreams server(Connection connection, CarriedFrames carried, ServerStreams.Ended ended);
}
