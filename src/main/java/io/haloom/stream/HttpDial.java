package io.haloom.stream;

import io.haloom.http.HttpReply;
import io.haloom.http.MessageBuffers;
import io.haloom.model.ServerConfig;
import io.haloom.model.SourceConfig;
import io.haloom.net.ConnectFailure;
import io.haloom.net.Connection;
import io.haloom.net.ConnectionException;
import io.haloom.persist.ServerRedirect;
import io.haloom.proxy.Server;

/** Reaches a server for a request: on a connection kept alive where there is one, or a new one. */
final class HttpDial implements ServerConnector.Dial {
  private final ServerLinks links;
  private final MessageBuffers buffers;
  private final boolean firstRequest;
  private ServerLink link;
  private boolean onlyNew;
  private HttpReply redirect;

  HttpDial(ServerLinks links, MessageBuffers buffers, boolean firstRequest) {
    this.links = links;
    this.buffers = buffers;
    this.firstRequest = firstRequest;
  }

  @Override
  public Connection attempt(Session session) throws ConnectFailure, ConnectionException {
    Server server = session.server();
    // A connection that is refused now costs this client its request, which a first one cannot
    // risk.
    link =
        server == null || onlyNew || !mayShare(session, server)
            ? null
            : links.take(server, firstRequest);
    if (link != null) {
      session.traffic().countReuse();
      return link.connection();
    }
    link = new ServerLink(server, ServerDial.attempt(session), buffers);
    return link.connection();
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

  /** From here on no idle connection is taken. */
  void onlyNew() {
    onlyNew = true;
  }

  /** The connection reached last. */
  ServerLink link() {
    return link;
  }

  /** Whether other sessions may use a connection of this one: nothing of it is the client's. */
  static boolean mayShare(Session session, Server server) {
    ServerConfig config = server.config();
    SourceConfig source =
        config.source() != null ? config.source() : session.backend().config().backend().source();
    boolean asClient =
        source != null
            && (source.use() == SourceConfig.UseSource.CLIENT
                || source.use() == SourceConfig.UseSource.CLIENT_IP);
    return !asClient && config.proxyHeader().version() == 0;
  }
}
