package io.haloom.stream.server;

import io.haloom.model.ServerConfig;
import io.haloom.model.SourceConfig;
import io.haloom.net.ConnectFailure;
import io.haloom.net.ConnectOptions;
import io.haloom.net.ConnectRequest;
import io.haloom.net.Connection;
import io.haloom.net.ConnectionException;
import io.haloom.net.SourcePool;
import io.haloom.net.TlsEngine;
import io.haloom.net.TlsException;
import io.haloom.net.TlsFacts;
import io.haloom.net.proxyproto.ProxyHeader;
import io.haloom.net.proxyproto.ProxyHeaderWriter;
import io.haloom.net.proxyproto.TlsFields;
import io.haloom.proxy.Dialer;
import io.haloom.proxy.Server;
import io.haloom.proxy.count.Counter;
import io.haloom.stream.Prefetch;
import io.haloom.stream.SocketTuning;
import io.haloom.stream.Stream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** One attempt to connect to the stream's server, up to the first byte that is the client's. */
final class ServerDial implements Dialer.Attempt {
  private final Stream stream;
  private final Server server;
  private final ByteBuffer header;
  private final ServerTls tls;
  private final int timeoutMillis;
  private final long begun = System.nanoTime();
  private Connection connection;

  private ServerDial(Stream stream, ByteBuffer header, ServerTls tls) {
    this.stream = stream;
    this.server = stream.server();
    this.header = header;
    this.tls = tls;
    this.timeoutMillis = timeoutMillis(stream);
  }

  static Connection attempt(Stream stream) throws ConnectFailure, ConnectionException {
    Server server = stream.server();
    ByteBuffer header = server == null ? null : proxyHeader(stream, server);
    return attempt(stream, header, ServerTls.of(stream, server, null));
  }

  /**
   * The same with the PROXY header it is to begin with.
   *
   * @param header null for none
   * @param tls null for none
   */
  static Connection attempt(Stream stream, ByteBuffer header, ServerTls tls)
      throws ConnectFailure, ConnectionException {
    stream.counters().countAttempt();
    ServerDial dial = new ServerDial(stream, header, tls);
    try {
      Connection established = Dialer.dial(stream.services().transport(), dial);
      established.deadline(0);
      return established;
    } catch (ConnectFailure e) {
      dial.failed(e);
      throw e;
    } catch (ConnectionException e) {
      dial.connection.close();
      if (e.connection() == stream.client()) {
        throw e;
      }
      boolean timeout = e.kind() == ConnectionException.Kind.TIMEOUT;
      throw new ConnectFailure(
          timeout ? ConnectFailure.Kind.TIMEOUT : ConnectFailure.Kind.ERROR, e.getMessage());
    }
  }

  private void failed(ConnectFailure failure) {
    if (connection != null) {
      connection.close();
      refused(failure);
    }
    if (failure.kind() == ConnectFailure.Kind.NO_SOURCE_PORT) {
      stream.counters().countServerSide(Counter.SOURCE_PORTS_EXHAUSTED);
      stream.services().exhaustion().report(stream, failure.getMessage());
    }
  }

  /** Where the handshake was refused, logs tell of it. */
  private void refused(ConnectFailure failure) {
    TlsFacts facts = connection.tls();
    if (facts != null && server != null) {
      stream.upstream().failed(failure.getMessage(), facts);
    }
  }

  @Override
  public ConnectRequest request() {
    return request(stream, server, timeoutMillis);
  }

  @Override
  public void connected(Connection established) {
    connection = established;
    // SOCKS and TLS are part of the attempt, whose time goes on.
    connection.deadline(timeoutMillis == 0 ? 0 : begun + timeoutMillis * 1_000_000L);
    SocketTuning.server(connection, stream.backendConfig(), stream.services().tune());
  }

  @Override
  public SocketAddress behindSocks() {
    boolean socks = server != null && stream.serverConfig().connect().socks4() != null;
    return socks ? server.destination(stream.destinationPort()) : null;
  }

  @Override
  public ByteBuffer header(Connection established) {
    return header;
  }

  @Override
  public TlsEngine engine() throws TlsException {
    return tls == null ? null : tls.engine();
  }

  @Override
  public Server server() {
    return server;
  }

  @Override
  public int stripe() {
    return stream.stripe();
  }

  // --- request ---------------------------------------------------------------------------------

  private static ConnectRequest request(Stream stream, Server server, int timeoutMillis) {
    SourceConfig source = source(stream, server);
    ConnectOptions line =
        server == null ? ConnectOptions.DEFAULT : stream.serverConfig().connect().options();
    boolean first = stream.timing().retries() == 0;
    return new ConnectRequest(
        dialled(stream, server),
        sourceAddress(stream, source),
        server == null ? null : pool(stream, source),
        timeoutMillis,
        stream,
        options(line, source, speaks(stream, server), first));
  }

  /** {@code timeout connect}, or what is left of {@code timeout client} when that is less. */
  private static int timeoutMillis(Stream stream) {
    long left = (stream.watch().deadline() - System.nanoTime()) / 1_000_000;
    int connect = stream.backendTimeouts().connect();
    long limit = connect == 0 ? left : Math.min(connect, left);
    return limit > Integer.MAX_VALUE ? 0 : (int) Math.max(1, limit);
  }

  /** The SOCKS proxy, the server, or where {@code dispatch} and {@code transparent} say. */
  static SocketAddress dialled(Stream stream, Server server) {
    if (server == null) {
      SocketAddress dispatch = stream.backendConfig().backend().dispatch();
      return dispatch != null ? dispatch : stream.destination();
    }
    SocketAddress socks = stream.serverConfig().connect().socks4();
    return socks != null ? socks : server.destination(stream.destinationPort());
  }

  /** Where the server is, whatever stands between; or where the stream goes without one. */
  static SocketAddress destination(Stream stream, Server server) {
    return server != null ? server.destination(stream.destinationPort()) : dialled(stream, null);
  }

  static SourceConfig source(Stream stream, Server server) {
    if (server != null && stream.serverConfig().connect().source() != null) {
      return stream.serverConfig().connect().source();
    }
    return stream.backendConfig().backend().source();
  }

  private static SourcePool pool(Stream stream, SourceConfig source) {
    return source == null || source.lowPort() == 0 ? null : stream.serverPlan().sourcePool();
  }

  static InetSocketAddress sourceAddress(Stream stream, SourceConfig source) {
    if (source == null) {
      return null;
    }
    return switch (source.use()) {
      case OWN -> source.address();
      case ADDRESS -> source.foreign();
      case CLIENT -> ProxyHeader.inet(stream.source());
      case CLIENT_IP -> {
        InetSocketAddress client = ProxyHeader.inet(stream.source());
        yield client == null ? null : new InetSocketAddress(client.getAddress(), 0);
      }
    };
  }

  /** Whether there is something to send at once. */
  private static boolean speaks(Stream stream, Server server) {
    if (stream.session().isHttp()) {
      return true;
    }
    Prefetch prefetch = stream.session().prefetchIfAny();
    return prefetch != null && prefetch.bytes().hasRemaining()
        || server != null && stream.serverConfig().connect().proxyHeader().version() != 0;
  }

  /**
   * The options of one attempt. Where the stream speaks first, the handshake's last ACK waits for
   * what it says, unless {@code no option tcp-smart-connect}; with {@code tfo} the SYN does, too,
   * at the first attempt, for it is not sent before.
   *
   * @param line the server line's
   * @param source where it connects from, or null
   */
  static ConnectOptions options(
      ConnectOptions line, SourceConfig source, boolean speaks, boolean first) {
    boolean fast = line.fastOpen() && speaks && first;
    boolean smart = line.smartConnect() && speaks;
    if (source == null && fast == line.fastOpen() && smart == line.smartConnect()) {
      return line;
    }
    boolean foreign = source != null && source.use() != SourceConfig.UseSource.OWN;
    String device = source == null ? null : source.device();
    return line.forAttempt(fast, device, foreign, smart);
  }

  // --- greeting --------------------------------------------------------------------------------

  /** The PROXY header that connections of this stream to the server begin with, or null. */
  static ByteBuffer proxyHeader(Stream stream, Server server) {
    ServerConfig.ProxyHeader wanted = stream.serverConfig().connect().proxyHeader();
    if (wanted.version() == 0) {
      return null;
    }
    InetSocketAddress source = ProxyHeader.inet(stream.source());
    InetSocketAddress destination = ProxyHeader.inet(stream.destination());
    if (wanted.version() == 1) {
      return ProxyHeaderWriter.version1(source, destination);
    }
    String id = wanted.uniqueId() ? stream.uniqueId() : null;
    byte[] uniqueId = id == null ? null : id.getBytes(StandardCharsets.UTF_8);
    TlsFields tls = new TlsFields(stream.client().tls(), wanted.tls());
    byte[] authority = stream.session().proxyField(ProxyHeader.TLV_AUTHORITY);
    return ProxyHeaderWriter.version2(
        source,
        destination,
        wanted.crc32c(),
        new ProxyHeaderWriter.Fields(uniqueId, authority, tls));
  }
}
