package io.haloom.stream.http;

import io.haloom.http.ClientStreams;
import io.haloom.http.ClientStreams.ClientStream;
import io.haloom.http.ClientStreams.Patience;
import io.haloom.http.HttpProtocol.Manner;
import io.haloom.model.Option;
import io.haloom.model.ProxyConfig;
import io.haloom.model.Timeouts;
import io.haloom.net.ConnectionException;
import io.haloom.proxy.Http2Counts;
import io.haloom.stream.Prefetch;
import io.haloom.stream.Session;
import io.haloom.stream.SessionServices;
import io.haloom.stream.Stream;
import io.haloom.stream.server.ServerLinks;
import io.haloom.stream.server.SessionLinks;
import java.nio.ByteBuffer;

/**
 * A client's connection in HTTP mode that carries many requests at once. Its own thread reads; each
 * request has a session of its own, with a thread on the same loop, that goes the way of {@link
 * HttpStream}.
 */
final class MultiplexedMode implements ClientStreams.Requests {
  private final Session session;
  private final SessionServices sessions;
  private final HttpServices services;
  private final ServerLinks links;
  private final SessionLinks own;
  private final Http2Counts counts;
  private final ClientStreams client;

  /** When the next request is taken to have come to the client's mind, and what came before. */
  private long began;

  private int handshake;

  MultiplexedMode(Session session, HttpServices services, ServerLinks links) {
    this.session = session;
    this.sessions = session.services();
    this.services = services;
    this.links = links;
    this.own = new SessionLinks(HttpSession.MOST_OWN);
    this.counts = session.frontend().http2();
    ProxyConfig config = session.config();
    Manner manner = new Manner(config.has(Option.ACCEPT_INVALID_HTTP_REQUEST), false);
    this.client = sessions.http().multiplexed().client(session.client(), manner, counts);
    this.began = session.stream().acceptNanos();
    this.handshake = session.stream().timing().handshake();
  }

  /**
   * Runs to the end of the connection.
   *
   * @param received what was received already, and nobody has taken
   */
  void run(ByteBuffer received) throws ConnectionException {
    session.carriedBy(client);
    session.nextStream(); // Only what it carries is told of.
    counts.tried(session.stripe());
    counts.opened(session.client());
    try {
      takePrefetched();
      client.preload(received);
      client.run(patience(), this);
    } finally {
      own.close();
      counts.closed(session.client());
    }
  }

  private void takePrefetched() {
    Prefetch prefetch = session.prefetchIfAny();
    if (prefetch != null) {
      client.preload(prefetch.bytes());
      session.dropPrefetch();
    }
  }

  private Patience patience() {
    Timeouts timeouts = session.frontendTimeouts();
    return new Patience(
        timeouts.http().request(),
        timeouts.http().keepAlive(),
        timeouts.client(),
        timeouts.clientFin());
  }

  @Override
  public void begins(ClientStream stream) {
    Session carried = new Session(session, stream.connection(), began);
    stream.connection().timeout(session.frontendTimeouts().client());
    Stream request = carried.stream();
    request.timing().handshake(handshake);
    request.timing().idle(request.elapsedMillis());
    began = session.now();
    handshake = 0;
    sessions.table().add(carried);
    sessions.transport().fork(new MultiplexedRequest(this, carried, stream));
  }

  /** It is logged as what the proxy itself has ended, like a request that cannot be read. */
  @Override
  public void malformed() {
    Stream request = new Session(session, session.client(), began).stream();
    request.termination().note('P', 'R');
    request.log().begins();
    request.ended();
  }

  HttpServices services() {
    return services;
  }

  ServerLinks links() {
    return links;
  }

  SessionLinks own() {
    return own;
  }

  /** A request is over. */
  void over() {
    counts.over(session.client());
    if (sessions.runtime().process().stopping()) {
      client.drain();
    }
  }
}
