package io.haloom.stream.server;

import io.haloom.http.HttpProtocol;
import io.haloom.http.HttpProtocols;
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
import io.haloom.proxy.count.ProcessCounters;
import io.haloom.stream.Stream;
import io.haloom.stream.server.Diallings.Dialling;
import java.nio.ByteBuffer;

/**
 * Reaches a server for a request: on a connection kept alive where there is one, or a new one
 * (configuration manual, {@code http-reuse}).
 */
public final class HttpDial implements ServerConnector.Dial {
  private final ServerLinks shared;
  private final SessionLinks own;
  private final HttpProtocols protocols;
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
  public HttpDial(ServerLinks shared, SessionLinks own, HttpProtocols protocols, boolean first) {
    this.shared = shared;
    this.own = own;
    this.protocols = protocols;
    this.firstRequest = first;
  }

  @Override
  public Connection attempt(Stream stream) throws ConnectFailure, ConnectionException {
    Server server = stream.server();
    ByteBuffer header = server == null ? null : ServerDial.proxyHeader(stream, server);
    ServerSpeech speech = ServerSpeech.of(stream, server);
    ServerTls tls = ServerTls.of(stream, server, speech.alpn());
    LinkKey key = own.key(LinkKey.of(stream, header, tls, own.key()));
    Reuse reuse = stream.backendConfig().http().reuse();
    link = onlyNew || !speech.mayReuse() ? null : kept(stream, key, reuse);
    if (link != null) {
      stream.counters().countReuse();
    } else {
      link = speech.isMultiplexed() ? shared(stream, key, header, tls, speech) : null;
      link = link == null ? made(stream, key, header, tls, speech) : link;
    }
    link.use(stream.stripe());
    stream.upstream().multiplexed(link.isShared());
    return link.connection();
  }

  /**
   * A part of a connection that is on its way, or is made here for others, too; null where it is
   * not to be shared while it is on its way.
   */
  private ServerLink shared(
      Stream stream, LinkKey key, ByteBuffer header, ServerTls tls, ServerSpeech speech)
      throws ConnectFailure, ConnectionException {
    Reuse reuse = stream.backendConfig().http().reuse();
    boolean shares = reuse == Reuse.SAFE || reuse == Reuse.ALWAYS;
    if (onlyNew || !speech.mayReuse() || !shares || stream.server() == null) {
      return null;
    }
    Diallings diallings = reuse == Reuse.SAFE ? own.diallings() : shared.diallings();
    int most = protocols.multiplexed().mostRequests();
    for (Dialling other = diallings.join(key, most);
        other != null;
        other = diallings.join(key, most)) {
      other.await();
      ServerLink found = kept(stream, key, reuse);
      if (found != null) {
        stream.counters().countReuse();
        return found;
      }
    }
    Dialling begun = diallings.begin(key);
    ConnectFailure failure = null;
    try {
      // One that came to be a moment ago was neither there nor on its way.
      ServerLink found = kept(stream, key, reuse);
      if (found != null) {
        stream.counters().countReuse();
      }
      return found != null ? found : made(stream, key, header, tls, speech);
    } catch (ConnectFailure e) {
      failure = e;
      throw e;
    } finally {
      diallings.end(begun, failure);
    }
  }

  private ServerLink made(
      Stream stream, LinkKey key, ByteBuffer header, ServerTls tls, ServerSpeech speech)
      throws ConnectFailure, ConnectionException {
    Server server = stream.server();
    boolean own = server == null || stream.backendConfig().http().reuse() == Reuse.NEVER;
    if (speech.isMultiplexed()) {
      stream.backend().http2().tried(stream.stripe());
      return multiplexed(stream, key, ServerDial.attempt(stream, header, tls), own);
    }
    Connection connection = dialled(stream, header, tls, speech);
    if (speech.isMultiplexed(connection)) {
      stream.backend().http2().tried(stream.stripe());
      return multiplexed(stream, key, connection, own);
    }
    Http1Counts counts = stream.backend().http1();
    ServerChannel channel = protocols.sequential().server(connection, manner(stream), counts);
    ServerLink made = new ServerLink(key, server, channel, counts);
    if (own) {
      made.makePrivate();
    }
    return made;
  }

  private ServerLink multiplexed(
      Stream stream, LinkKey key, Connection connection, boolean isPrivate) throws ConnectFailure {
    SharedLink made =
        SharedLink.of(
            key,
            stream.server(),
            connection,
            protocols.multiplexed(),
            stream.backend().http2(),
            shared);
    if (isPrivate) {
      made.makePrivate();
    }
    ServerLink first = made.take(stream.stripe());
    if (first == null) {
      made.close();
      throw new ConnectFailure(ConnectFailure.Kind.ERROR, "the server takes no requests");
    }
    made.shareAs(stream.backendConfig().http().reuse(), own, true);
    return first;
  }

  /** A new connection, which counts while it is on its way; of HTTP/1 until it says otherwise. */
  private static Connection dialled(
      Stream stream, ByteBuffer header, ServerTls tls, ServerSpeech speech)
      throws ConnectFailure, ConnectionException {
    Http1Counts counts = stream.backend().http1();
    counts.dialled(stream.stripe());
    boolean tried = true;
    boolean stays = false;
    try {
      Connection connection = ServerDial.attempt(stream, header, tls);
      stays = !speech.isMultiplexed(connection);
      tried = stays;
      return connection;
    } catch (ConnectFailure e) {
      tried = isTried(stream, e.kind());
      throw e;
    } finally {
      if (!stays) {
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

  /** A part of one that is there, or null. */
  private ServerLink kept(Stream stream, LinkKey key, Reuse reuse) {
    Server server = stream.server();
    ServerLink found = own.join(key);
    if (found == null && server != null && reuse != Reuse.NEVER) {
      found = shared.join(server, key);
    }
    while (found == null) {
      KeptLink kept = own.take(key);
      if (kept == null && server != null) {
        kept = shared.take(server, key, reuse, firstRequest);
      }
      if (kept == null) {
        return null;
      }
      found = kept.take(stream.stripe());
      if (found == null) {
        kept.close();
      } else if (kept instanceof SharedLink carrier) {
        carrier.shareAs(reuse, own, false);
      }
    }
    return found;
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
    ProcessCounters process = stream.services().runtime().process();
    if (link.isShared()) {
      if (process.stopping()) {
        link.stops();
      }
      link.close();
    } else if (link.exchange().hasBuffered()) {
      // Nobody asked for what came behind the response.
      link.close();
    } else if (link.isPrivate()) {
      own.give(link);
    } else {
      shared.give(link, process);
    }
  }

  /** The server's authentication holds for its connection alone. */
  public void makePrivate() {
    link.makePrivate();
    own.preferLast();
  }
}
