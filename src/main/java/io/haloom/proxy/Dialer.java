package io.haloom.proxy;

import io.haloom.net.ConnectFailure;
import io.haloom.net.ConnectRequest;
import io.haloom.net.Connection;
import io.haloom.net.ConnectionException;
import io.haloom.net.Transport;
import io.haloom.net.proxyproto.Socks4;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;

/**
 * Reaches a server, for traffic and for checks: connects, and says what comes before the first byte
 * of the protocol, in the order that servers expect. A TLS handshake follows the PROXY header.
 */
public final class Dialer {
  private Dialer() {}

  /** One attempt: what is wanted of it. */
  public interface Attempt {

    /** Where to and how; where a SOCKS proxy stands between, to that. */
    ConnectRequest request();

    /** The connection is there, and the attempt's from here on, which closes it if this fails. */
    void connected(Connection connection);

    /** Where a SOCKS 4 proxy is to connect to, or null where none stands between. */
    SocketAddress behindSocks();

    /** The PROXY header that the connection begins with, or null. */
    ByteBuffer header(Connection connection);
  }

  /**
   * Makes an attempt.
   *
   * @throws ConnectFailure where there is no connection, or (of kind {@code SOCKS}) none to the
   *     server
   * @throws ConnectionException where it fails while that is said
   */
  public static Connection dial(Transport transport, Attempt attempt)
      throws ConnectFailure, ConnectionException {
    Connection connection = transport.connect(attempt.request());
    attempt.connected(connection);
    SocketAddress server = attempt.behindSocks();
    if (server != null) {
      passSocks(connection, server);
    }
    ByteBuffer header = attempt.header(connection);
    if (header != null) {
      connection.write(header);
    }
    return connection;
  }

  private static void passSocks(Connection proxy, SocketAddress server)
      throws ConnectFailure, ConnectionException {
    Socks4.Answer answer =
        server instanceof InetSocketAddress inet
            ? Socks4.connect(proxy, inet)
            : Socks4.Answer.NOT_IPV4;
    switch (answer) {
      case GRANTED -> {}
      case CLOSED -> throw refused("SOCKS4 Proxy read error during handshake");
      default -> throw refused("SOCKS4 Proxy deny the request");
    }
  }

  private static ConnectFailure refused(String message) {
    return new ConnectFailure(ConnectFailure.Kind.SOCKS, message);
  }
}
