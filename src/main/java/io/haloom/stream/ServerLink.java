package io.haloom.stream;

import io.haloom.http.Http1Reader;
import io.haloom.http.Http1Writer;
import io.haloom.http.MessageBuffers;
import io.haloom.net.Connection;
import io.haloom.net.ConnectionException;
import io.haloom.proxy.Server;
import java.nio.ByteBuffer;

/** A connection to a server in HTTP mode, which may carry one request after the other. */
final class ServerLink {
  private final Server server;
  private final Connection connection;
  private final Http1Reader reader;
  private final Http1Writer writer;
  private int requests;
  private long idleSince;

  ServerLink(Server server, Connection connection, MessageBuffers buffers) {
    this.server = server;
    this.connection = connection;
    this.reader = new Http1Reader(connection, buffers);
    this.writer = new Http1Writer(connection, buffers);
  }

  /** Null with {@code dispatch} and {@code option transparent}. */
  Server server() {
    return server;
  }

  Connection connection() {
    return connection;
  }

  Http1Reader reader() {
    return reader;
  }

  Http1Writer writer() {
    return writer;
  }

  void requestBegins() {
    requests++;
  }

  /** How many requests were sent on it. */
  int requests() {
    return requests;
  }

  /** Whether the server has kept it alive for more than one request: it knows how. */
  boolean isProven() {
    return requests > 1;
  }

  /** It waits for a next request and holds no buffer. */
  void idle() {
    reader.release();
    writer.release();
    idleSince = System.nanoTime();
  }

  /** {@link System#nanoTime()} of when it became idle. */
  long idleSince() {
    return idleSince;
  }

  /** Whether the server neither closed it nor said something nobody asked for. */
  boolean isUsable() {
    if (connection.peerClosed() || connection.aborted() || reader.hasBuffered()) {
      return false;
    }
    try {
      return connection.readAvailable(ByteBuffer.allocate(1)) == 0;
    } catch (ConnectionException e) {
      return false;
    }
  }

  /** The server has part of a request that will not be whole. */
  void abandon() {
    reader.close();
    writer.release();
    connection.reset();
  }

  void close() {
    reader.close();
    writer.release();
    connection.close();
  }
}
