package io.haloom.stream.server;

import io.haloom.http.HttpProtocols;
import io.haloom.http.HttpReply;
import io.haloom.model.HttpConfig.Reuse;
import io.haloom.model.Option;
import io.haloom.net.ConnectFailure;
import io.haloom.net.Connection;
import io.haloom.net.ConnectionException;
import io.haloom.persist.ServerRedirect;
import io.haloom.proxy.Backend;
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
    boolean mayReuse = !onlyNew && speech.mayReuse();
    link = mayReuse ? kept(stream, key, reuse) : null;
    if (link == null) {
      NewLink made = new NewLink(stream, key, header, tls, speech, this);
      link = mayReuse ? made.sharedOnItsWay() : made.alone();
    }
    link.use(stream.stripe());
    stream.upstream().multiplexed(link.isShared());
    return link.connection();
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

  /** One that is there, or a part of it; null where there is none. */
  ServerLink kept(Stream stream, LinkKey key, Reuse reuse) {
    ServerLink found = shared(stream.server(), key, reuse);
    KeptLink kept = found == null ? idle(stream.server(), key, reuse) : null;
    while (kept != null && found == null) {
      found = kept.take(stream.stripe());
      if (found == null) {
        kept.close();
        kept = idle(stream.server(), key, reuse);
      } else if (kept instanceof SharedLink carrier) {
        carrier.shareAs(reuse, own, false);
      }
    }
    if (found != null) {
      stream.counters().countReuse();
    }
    return found;
  }

  private ServerLink shared(Server server, LinkKey key, Reuse reuse) {
    ServerLink found = own.shared().join(key);
    return found == null && server != null && reuse != Reuse.NEVER
        ? shared.join(server, key)
        : found;
  }

  private KeptLink idle(Server server, LinkKey key, Reuse reuse) {
    KeptLink idle = own.take(key);
    return idle == null && server != null ? shared.take(server, key, reuse, firstRequest) : idle;
  }

  ServerLinks shared() {
    return shared;
  }

  SessionLinks own() {
    return own;
  }

  HttpProtocols protocols() {
    return protocols;
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
  public void giveBack() {
    link.giveBack(own, shared);
  }

  /** The server's authentication holds for its connection alone. */
  public void makePrivate() {
    link.makePrivate();
    own.preferLast();
  }
}
