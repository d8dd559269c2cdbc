package io.haloom.proxy;

import io.haloom.net.ConnectFailure;
import io.haloom.net.ConnectRequest;
import io.haloom.net.Connection;
import io.haloom.net.ConnectionException;
import io.haloom.net.TlsEngine;
import io.haloom.net.TlsException;
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

    /** What is between the two ends of the protocol and the connection's bytes, or null. */
    TlsEngine engine() throws TlsException;

    /** Whose handshake that is; asked for where there is an {@link #engine}. */
    Server server();

    /** Where it is counted. */
    int stripe();
  }

  /**
   * Makes an attempt.
   *
   * @throws ConnectFailure where there is no connection, or (of kind {@code SOCKS}) none to the
   *     server, or (of kinds {@code TLS*}) no handshake with it
   * @throws ConnectionException where it fails while the SOCKS proxy is asked or the header sent
   */
  public static Connection dial(Transport transport, Attempt attempt)
      throws ConnectFailure, ConnectionException {
    ConnectRequest request = attempt.request();
    Connection connection = transport.connect(request);
    attempt.connected(connection);
    SocketAddress server = attempt.behindSocks();
    if (server != null) {
      passSocks(connection, server);
    }
    ByteBuffer header = attempt.header(connection);
    if (header != null) {
      connection.write(header);
    }
    secure(connection, attempt, request.watch());
    return connection;
  }

  private static void secure(Connection connection, Attempt attempt, ConnectRequest.Watch watch)
      throws ConnectFailure {
    TlsEngine engine;
    try {
      engine = attempt.engine();
    } catch (TlsException e) {
      throw new ConnectFailure(ConnectFailure.Kind.TLS, e.getMessage());
    }
    if (engine == null) {
      return;
    }
    ServerHandshake handshake = new ServerHandshake(attempt.server(), attempt.stripe());
    try {
      handshake.begin(engine);
      shakeHands(connection, engine, watch);
      handshake.succeeded(connection);
    } catch (ConnectionException e) {
      ConnectFailure failure = unsecured(e);
      handshake.failed(failure);
      throw failure;
    } finally {
      if (connection.tls() == null) {
        engine.close();
      }
    }
  }

  private static void shakeHands(
      Connection connection, TlsEngine engine, ConnectRequest.Watch watch)
      throws ConnectFailure, ConnectionException {
    try {
      watchPeer(watch, Thread.currentThread());
      if (!connection.secure(engine, watch)) {
        throw new ConnectFailure(ConnectFailure.Kind.PEER_GONE, "the watched peer has gone");
      }
    } finally {
      watchPeer(watch, null);
    }
  }

  private static void watchPeer(ConnectRequest.Watch watch, Thread waiter) {
    if (watch != null) {
      watch.connection().watchPeer(waiter);
    }
  }

  /** Where the server breaks off, its reason is HAProxy's for any handshake that fails. */
  private static ConnectFailure unsecured(ConnectionException e) {
    boolean refused = e.kind() == ConnectionException.Kind.ERROR;
    String text = refused ? e.getMessage() : TlsException.HANDSHAKE;
    if (e.kind() == ConnectionException.Kind.TIMEOUT) {
      return new ConnectFailure(ConnectFailure.Kind.TLS_TIMEOUT, TlsException.TIMEOUT);
    }
    return text.equals(TlsException.OTHER_NAME)
        ? new ConnectFailure(ConnectFailure.Kind.TLS_NAME, text)
        : new ConnectFailure(ConnectFailure.Kind.TLS, text);
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
