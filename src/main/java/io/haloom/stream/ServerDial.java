package io.haloom.stream;

import io.haloom.model.ProxyConfig;
import io.haloom.model.ServerConfig;
import io.haloom.model.SourceConfig;
import io.haloom.net.ConnectFailure;
import io.haloom.net.ConnectOptions;
import io.haloom.net.ConnectRequest;
import io.haloom.net.Connection;
import io.haloom.net.ConnectionException;
import io.haloom.net.SourcePool;
import io.haloom.net.proxyproto.ProxyHeader;
import io.haloom.net.proxyproto.ProxyHeaderWriter;
import io.haloom.net.proxyproto.Socks4;
import io.haloom.proxy.Counter;
import io.haloom.proxy.Server;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** One attempt to connect to the session's server, up to the first byte that is the client's. */
final class ServerDial {
  private ServerDial() {}

  static Connection attempt(Session session) throws ConnectFailure, ConnectionException {
    Server server = session.server();
    return attempt(session, server == null ? null : proxyHeader(session, server));
  }

  /**
   * The same with the PROXY header it is to begin with.
   *
   * @param header null for none
   */
  static Connection attempt(Session session, ByteBuffer header)
      throws ConnectFailure, ConnectionException {
    Server server = session.server();
    session.traffic().countAttempt();
    Connection connection = connect(session, server);
    try {
      connection.timeout(session.backendTimeouts().connect());
      greet(session, server, connection, header);
      return connection;
    } catch (ConnectionException e) {
      connection.close();
      if (e.connection() == session.client()) {
        throw e;
      }
      boolean timeout = e.kind() == ConnectionException.Kind.TIMEOUT;
      throw new ConnectFailure(
          timeout ? ConnectFailure.Kind.TIMEOUT : ConnectFailure.Kind.ERROR, e.getMessage());
    }
  }

  private static Connection connect(Session session, Server server) throws ConnectFailure {
    try {
      return session.services().transport().connect(request(session, server));
    } catch (ConnectFailure e) {
      if (e.kind() == ConnectFailure.Kind.NO_SOURCE_PORT) {
        session.traffic().countServerSide(Counter.SOURCE_PORTS_EXHAUSTED);
        session.services().exhaustion().report(session, e.getMessage());
      }
      throw e;
    }
  }

  // --- request ---------------------------------------------------------------------------------

  private static ConnectRequest request(Session session, Server server) {
    SourceConfig source = source(session, server);
    ConnectOptions options = server == null ? ConnectOptions.DEFAULT : server.config().options();
    return new ConnectRequest(
        dialled(session, server),
        sourceAddress(session, source),
        server == null ? null : pool(server, source),
        timeoutMillis(session),
        session,
        withSource(options, source, smart(session, server)));
  }

  /** {@code timeout connect}, or what is left of {@code timeout client} when that is less. */
  private static int timeoutMillis(Session session) {
    long left = (session.watch().deadline() - System.nanoTime()) / 1_000_000;
    int connect = session.backendTimeouts().connect();
    long limit = connect == 0 ? left : Math.min(connect, left);
    return limit > Integer.MAX_VALUE ? 0 : (int) Math.max(1, limit);
  }

  /** The SOCKS proxy, the server, or where {@code dispatch} and {@code transparent} say. */
  static SocketAddress dialled(Session session, Server server) {
    if (server == null) {
      SocketAddress dispatch = session.backend().config().backend().dispatch();
      return dispatch != null ? dispatch : session.destination();
    }
    SocketAddress socks = server.config().socks4();
    return socks != null ? socks : server.destination(session.destinationPort());
  }

  /** Where the server is, whatever stands between; or where the session goes without one. */
  static SocketAddress destination(Session session, Server server) {
    return server != null ? server.destination(session.destinationPort()) : dialled(session, null);
  }

  static SourceConfig source(Session session, Server server) {
    if (server != null && server.config().source() != null) {
      return server.config().source();
    }
    return session.backend().config().backend().source();
  }

  private static SourcePool pool(Server server, SourceConfig source) {
    return source == null || source.lowPort() == 0 ? null : server.sourcePool();
  }

  static InetSocketAddress sourceAddress(Session session, SourceConfig source) {
    if (source == null) {
      return null;
    }
    return switch (source.use()) {
      case OWN -> source.address();
      case ADDRESS -> source.foreign();
      case CLIENT -> ProxyHeader.inet(session.source());
      case CLIENT_IP -> {
        InetSocketAddress client = ProxyHeader.inet(session.source());
        yield client == null ? null : new InetSocketAddress(client.getAddress(), 0);
      }
    };
  }

  /** The handshake's last ACK waits for data where there is some to send at once. */
  private static boolean smart(Session session, Server server) {
    if (session.frontend().config().mode() == ProxyConfig.Mode.HTTP) {
      return true;
    }
    Prefetch prefetch = session.prefetchIfAny();
    return prefetch != null && prefetch.bytes().hasRemaining()
        || server != null && server.config().proxyHeader().version() != 0;
  }

  private static ConnectOptions withSource(ConnectOptions o, SourceConfig source, boolean smart) {
    if (source == null) {
      return smart == o.smartConnect() ? o : o.withSmartConnect(smart);
    }
    return new ConnectOptions(
        o.fastOpen(),
        source.device() != null ? source.device() : o.device(),
        o.transparent() || source.use() != SourceConfig.UseSource.OWN,
        o.userTimeoutMillis(),
        o.mark(),
        o.maxSegment(),
        smart);
  }

  // --- greeting --------------------------------------------------------------------------------

  private static void greet(
      Session session, Server server, Connection connection, ByteBuffer header)
      throws ConnectionException, ConnectFailure {
    SocketTuning.server(connection, session.backend().config(), session.services().tune());
    if (server == null) {
      return;
    }
    if (server.config().socks4() != null) {
      InetSocketAddress wanted = ProxyHeader.inet(server.destination(session.destinationPort()));
      if (wanted == null || Socks4.connect(connection, wanted) != Socks4.Answer.GRANTED) {
        connection.close();
        throw new ConnectFailure(ConnectFailure.Kind.ERROR, "SOCKS4 proxy denied the request");
      }
    }
    if (header != null) {
      connection.write(header);
    }
  }

  /** The PROXY header that connections of this session to the server begin with, or null. */
  static ByteBuffer proxyHeader(Session session, Server server) {
    ServerConfig.ProxyHeader wanted = server.config().proxyHeader();
    if (wanted.version() == 0) {
      return null;
    }
    InetSocketAddress source = ProxyHeader.inet(session.source());
    InetSocketAddress destination = ProxyHeader.inet(session.destination());
    if (wanted.version() == 1) {
      return ProxyHeaderWriter.version1(source, destination);
    }
    String id = wanted.uniqueId() ? session.uniqueId() : null;
    byte[] uniqueId = id == null ? null : id.getBytes(StandardCharsets.UTF_8);
    return ProxyHeaderWriter.version2(source, destination, uniqueId, wanted.crc32c());
  }
}
