package io.haloom.http;

import io.haloom.net.Connection;

/**
 * How messages are read and written on the clients' side of a proxy, or on the servers'.
 *
 * @param buffers what they are read into and written from, and what bounds them
 * @param names how names of fields are written
 */
public record Http1Side(MessageBuffers buffers, HeaderCase names) {

  public Http1Reader reader(Connection connection) {
    return new Http1Reader(connection, buffers);
  }

  public Http1Writer writer(Connection connection) {
    return new Http1Writer(connection, buffers, names);
  }
}
