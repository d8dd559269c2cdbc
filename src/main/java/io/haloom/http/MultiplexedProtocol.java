package io.haloom.http;

import io.haloom.http.HttpProtocol.Manner;
import io.haloom.net.Connection;

/** A version of HTTP whose connections carry many requests at once. */
public interface MultiplexedProtocol {

  /**
   * A client's connection that has just been accepted.
   *
   * @param carried is told of what it carries
   */
  ClientStreams client(Connection connection, Manner manner, CarriedFrames carried);
}
