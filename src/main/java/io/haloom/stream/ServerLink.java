package io.haloom.stream;

import io.haloom.http.Http1Reader;
import io.haloom.http.Http1Side;
import io.haloom.http.Http1Writer;
import io.haloom.net.Connection;
import io.haloom.net.ConnectionException;
import io.haloom.proxy.Server;
import java.nio.ByteBuffer;

/** A connection to a server in HTTP mode, which may carry one request after the other. */
final class ServerLink {
  private final LinkKey key;
  private final Server server;
  private final Connection connection;
  private final Http1Side side;
  private final Http1Reader reader;
  private final Http1Writer writer;
  private final ByteBuffer probe = ByteBuffer.allocate(1);
  private int requests;
  private boolean isPrivate;
  private boolean counted;
  private int stripe;

  /**
   * A connection that was just made.
   *
   * @param server null with {@code dispatch} and {@code option transparent}
   */
  ServerLink(LinkKey key, Server server, Connection connection, Http1Side side) {
    this.key = key;
    this.server = server;
    this.connection = connection;
    this.side = side;
    this.reader = side.reader(connection);
    this.writer = side.writer(connection);
  }

  LinkKey key() {
    return key;
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
  boolean isSafe() {
    return requests > 1;
  }

  /** Whether it is for the requests of one client's connection alone. */
  boolean isPrivate() {
    return isPrivate;
  }

  void makePrivate() {
    isPrivate = true;
  }

  // --- use -------------------------------------------------------------------------------------

  /** A request takes it, whose session counts there. */
  void use(int countedIn) {
    if (server != null && !counted) {
      counted = true;
      stripe = countedIn;
      server.connections().use(stripe);
    }
  }

  /** No request has it, nor will another of the same client without asking. */
  void unuse() {
    if (counted) {
      counted = false;
      server.connections().unuse(stripe);
    }
  }

  /** It waits for a next request and holds no buffer. */
  void idle() {
    reader.release();
    writer.release();
    connection.timeout(0);
  }

  /** The same connection, brought to another loop while idle. */
  ServerLink moved(Connection brought) {
    ServerLink link = new ServerLink(key, server, brought, side);
    link.requests = requests;
    link.isPrivate = isPrivate;
    return link;
  }

  /** Whether the server neither closed it nor said something nobody asked for. */
  boolean isUsable() {
    if (connection.peerClosed() || connection.aborted() || reader.hasBuffered()) {
      return false;
    }
    try {
      return connection.readAvailable(probe) == 0;
    } catch (ConnectionException e) {
      return false;
    }
  }

  // --- the end ---------------------------------------------------------------------------------

  /** The server has part of a request that will not be whole. */
  void abandon() {
    unuse();
    reader.close();
    writer.release();
    connection.reset();
  }

  /** Ends it. With an RST where the server has not, so that its port is free at once. */
  void close() {
    if (connection.peerClosed()) {
      unuse();
      reader.close();
      writer.release();
      connection.close();
    } else {
      abandon();
    }
  }
}
