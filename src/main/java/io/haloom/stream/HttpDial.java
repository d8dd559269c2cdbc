package io.haloom.stream;

import io.haloom.http.Http1Side;
import io.haloom.http.Http1Sides;
import io.haloom.http.HttpReply;
import io.haloom.model.HttpConfig.Reuse;
import io.haloom.model.Option;
import io.haloom.model.ProxyConfig;
import io.haloom.net.ConnectFailure;
import io.haloom.net.Connection;
import io.haloom.net.ConnectionException;
import io.haloom.persist.ServerRedirect;
import io.haloom.proxy.Backend;
import io.haloom.proxy.Server;
import java.nio.ByteBuffer;

/**
 * Reaches a server for a request: on a connection kept alive where there is one, or a new one
 * (configuration manual, {@code http-reuse}).
 */
final class HttpDial implements ServerConnector.Dial {
  private final ServerLinks shared;
  private final SessionLinks own;
  private final Http1Sides sides;
  private boolean firstRequest;
  private LinkKey key;
  private ServerLink link;
  private boolean onlyNew;
  private HttpReply redirect;

  /**
   * Reaches none yet.
   *
   * @param shared idle connections for all
   * @param own those of this client's connection
   */
  HttpDial(ServerLinks shared, SessionLinks own, Http1Sides sides) {
    this.shared = shared;
    this.own = own;
    this.sides = sides;
  }

  /** Begins a request, the first of its connection or another. */
  void begin(boolean first) {
    firstRequest = first;
    link = null;
    onlyNew = false;
    redirect = null;
  }

  @Override
  public Connection attempt(Session session) throws ConnectFailure, ConnectionException {
    Server server = session.server();
    ByteBuffer header = server == null ? null : ServerDial.proxyHeader(session, server);
    key = LinkKey.of(session, header, key);
    Reuse reuse = session.backend().config().http().reuse();
    link = onlyNew ? null : kept(server, key, reuse);
    if (link != null) {
      session.traffic().countReuse();
    } else {
      link = new ServerLink(key, server, ServerDial.attempt(session, header), side(session));
      if (server == null || reuse == Reuse.NEVER) {
        link.makePrivate();
      }
    }
    link.use(session.stripe());
    return link.connection();
  }

  /** {@code option prefer-last-server}; always where the server authenticates connections. */
  @Override
  public Server preferred(Session session) {
    Backend backend = session.backend();
    boolean prefers = own.prefersLast() || backend.config().has(Option.PREFER_LAST_SERVER);
    return prefers && !backend.config().backend().balance().hashes() ? own.last(backend) : null;
  }

  /** {@code redir}: the server has its clients come to it by themselves. */
  @Override
  public boolean isNeedless(Session session) {
    redirect = ServerRedirect.of(session.server().config(), session.requestHead());
    return redirect != null;
  }

  /** What the client gets where the server is not to be reached, or null. */
  HttpReply redirect() {
    return redirect;
  }

  private ServerLink kept(Server server, LinkKey key, Reuse reuse) {
    ServerLink kept = own.take(key);
    if (kept == null && server != null) {
      kept = shared.take(server, key, reuse, firstRequest);
    }
    return kept;
  }

  private Http1Side side(Session session) {
    ProxyConfig config = session.backend().config();
    return sides.of(
        config.has(Option.ACCEPT_INVALID_HTTP_RESPONSE),
        config.has(Option.H1_CASE_ADJUST_BOGUS_SERVER));
  }

  /** From here on no idle connection is taken. */
  void onlyNew() {
    onlyNew = true;
  }

  /** The connection reached last. */
  ServerLink link() {
    return link;
  }

  /** The request on it is over, and another may follow. */
  void giveBack(Session session) {
    if (link.isPrivate()) {
      own.give(link);
    } else {
      shared.give(link, session.services().runtime().process());
    }
  }

  /** The server's authentication holds for its connection alone. */
  void makePrivate() {
    link.makePrivate();
    own.preferLast();
  }
}
