package io.haloom.http;

import io.haloom.net.Connection;
import java.nio.ByteBuffer;

/** How the messages of connections are read and written: one version of HTTP. */
public interface HttpProtocol {

  /**
   * What a proxy's options make of it.
   *
   * @param acceptInvalid {@code option accept-invalid-http-request} or {@code -response}
   * @param adjustCase {@code option h1-case-adjust-bogus-client} or {@code -server}
   */
  record Manner(boolean acceptInvalid, boolean adjustCase) {
    public static final Manner STRICT = new Manner(false, false);
  }

  /**
   * A client's connection that has just been accepted.
   *
   * @param carried is told of its bytes
   */
  ClientChannel client(Connection connection, Manner manner, Carried carried);

  /**
   * A connection to a server that has just been made.
   *
   * @param carried is told of its bytes
   */
  ServerChannel server(Connection connection, Manner manner, Carried carried);

  /**
   * Looks for the head of a request in bytes that were received, without consuming them.
   *
   * @return the head, in a copy; or null where it is not complete
   * @throws BadMessageException where this is no request
   */
  RequestHead request(ByteBuffer received) throws BadMessageException;
}
