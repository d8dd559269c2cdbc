package io.haloom.stream.server;

import io.haloom.http.HttpProtocol;
import io.haloom.http.HttpReply;
import io.haloom.http.ServerChannel;
import io.haloom.model.HttpConfig.Reuse;
import io.haloom.model.Option;
import io.haloom.model.ProxyConfig;
import io.haloom.net.ConnectFailure;
import io.haloom.net.Connection;
import io.haloom.net.ConnectionException;
import io.haloom.net.UnixAddress;
import io.haloom.persist.ServerRedirect;
import io.haloom.proxy.Backend;
import io.haloom.proxy.Http1Counts;
import io.haloom.proxy.Server;
import io.haloom.stream.Stream;
import java.nio.ByteBuffer;

/**
 * Reaches a server for a request: on a connection kept alive where there is one, or a new one
 * (configuration manual, {@code http-reuse}).
 */
public final class HttpDial implements ServerConnector.Dial {
  private final ServerLinks shared;
  private final SessionLinks own;
  private final HttpProtocol protocol;
  private final boolean firstRequest;
  private ServerLink link;
  private boolean onlyNew;
  private HttpReply redirect;

  /**
   * Reaches none yet.
   *
   * @param shared idle connections for all
   * @param own those of this client's connection
   * @param first whether no request came before this one on its connection
   */
  public HttpDial(ServerLinks shared, SessionLinks own, HttpProtocol protocol, boolean first) {
    this.shared = shared;
    this.own = own;
    this.protocol = protocol;
    this.firstRequest = first;
  }

  @Override
  public Connection attempt(Stream stream) throws ConnectFailure, ConnectionException {
    Server server = stream.server();
    ByteBuffer header = server == null ? null : ServerDial.proxyHeader(stream, server);
    ServerTls tls = ServerTls.of(stream, server);
    LinkKey key = own.key(LinkKey.of(stream, header, tls, own.key()));
    Reuse reuse = stream.backendConfig().http().reuse();
    link = onlyNew ? null : kept(server, key, reuse);
    if (link != null) {
      stream.counters().countReuse();
      link.taken(stream.stripe());
    } else {
      link = new ServerLink(key, server, dialled(stream, header, tls), stream.backend().http1());
      if (server == null || reuse == Reuse.NEVER) {
        link.makePrivate();
      }
    }
    link.use(stream.stripe());
    return link.connection();
  }

  /** A new connection, which counts while it is on its way. */
  private ServerChannel dialled(Stream stream, ByteBuffer header, ServerTls tls)
      throws ConnectFailure, ConnectionException {
    Http1Counts counts = stream.backend().http1();
    counts.dialled(stream.stripe());
    boolean tried = true;
    ServerChannel channel = null;
    try {
      Connection connection = ServerDial.attempt(stream, header, tls);
      channel = protocol.server(connection, manner(stream), counts);
      return channel;
    } catch (ConnectFailure e) {
      tried = isTried(stream, e.kind());
      throw e;
    } finally {
      if (channel == null) {
        counts.failed(stream.stripe(), tried);
      }
    }
  }

  /** Whether the failure came after the attempt had begun. */
  private static boolean isTried(Stream stream, ConnectFailure.Kind kind) {
    return kind != ConnectFailure.Kind.NO_SOURCE_PORT
        && kind != ConnectFailure.Kind.NO_DESCRIPTOR
        && !(ServerDial.dialled(stream, stream.server()) instanceof UnixAddress);
  }

  /** {@code option prefer-last-server}; always where the server authenticates connections. */
  @Override
  public Server preferred(Stream stream) {
    Backend backend = stream.backend();
    boolean prefers = own.prefersLast() || stream.backendConfig().has(Option.PREFER_LAST_SERVER);
    return prefers && !stream.backendConfig().backend().balance().hashes()
        ? own.last(backend)
        : null;
  }

  /** {@code redir}: the server has its clients come to it by themselves. */
  @Override
  public boolean isNeedless(Stream stream) {
    redirect = ServerRedirect.of(stream.serverConfig(), stream.requestHead());
    return redirect != null;
  }

  /** What the client gets where the server is not to be reached, or null. */
  public HttpReply redirect() {
    return redirect;
  }

  private ServerLink kept(Server server, LinkKey key, Reuse reuse) {
    ServerLink kept = own.take(key);
    if (kept == null && server != null) {
      kept = shared.take(server, key, reuse, firstRequest);
    }
    return kept;
  }

  private static HttpProtocol.Manner manner(Stream stream) {
    ProxyConfig config = stream.backendConfig();
    return new HttpProtocol.Manner(
        config.has(Option.ACCEPT_INVALID_HTTP_RESPONSE),
        config.has(Option.H1_CASE_ADJUST_BOGUS_SERVER));
  }

  /** From here on no idle connection is taken. */
  public void onlyNew() {
    onlyNew = true;
  }

  /** The connection reached last. */
  public ServerLink link() {
    return link;
  }

  /** The request on it is over, and another may follow. */
  public void giveBack(Stream stream) {
    if (link.exchange().hasBuffered()) {
      // Nobody asked for what came behind the response.
      link.close();
    } else if (link.isPrivate()) {
      own.give(link);
    } else {
      shared.give(link, stream.services().runtime().process());
    }
  }

  /** The server's authentication holds for its connection alone. */
  public void makePrivate() {
    link.makePrivate();
    own.preferLast();
  }
}
