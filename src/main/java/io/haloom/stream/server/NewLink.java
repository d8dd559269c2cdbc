package io.haloom.stream.server;

import io.haloom.http.HttpProtocol;
import io.haloom.http.ServerChannel;
import io.haloom.model.HttpConfig.Reuse;
import io.haloom.model.Option;
import io.haloom.model.ProxyConfig;
import io.haloom.net.ConnectFailure;
import io.haloom.net.Connection;
import io.haloom.net.ConnectionException;
import io.haloom.net.UnixAddress;
import io.haloom.proxy.Backend;
import io.haloom.proxy.Http1Counts;
import io.haloom.proxy.Server;
import io.haloom.stream.Stream;
import io.haloom.stream.server.Diallings.Dialling;
import java.nio.ByteBuffer;

/** Makes a connection to a server for a request, where none that is there will do. */
final class NewLink {
  private final Stream stream;
  private final Server server;
  private final Backend backend;
  private final LinkKey key;
  private final ByteBuffer header;
  private final ServerTls tls;
  private final ServerSpeech speech;
  private final HttpDial dial;
  private final Reuse reuse;

  /**
   * Makes none yet.
   *
   * @param header the PROXY header it begins with, or null
   * @param tls null for none
   */
  NewLink(
      Stream stream,
      LinkKey key,
      ByteBuffer header,
      ServerTls tls,
      ServerSpeech speech,
      HttpDial dial) {
    this.stream = stream;
    this.server = stream.server();
    this.backend = stream.backend();
    this.key = key;
    this.header = header;
    this.tls = tls;
    this.speech = speech;
    this.dial = dial;
    this.reuse = stream.backendConfig().http().reuse();
  }

  /** One that others wait for meanwhile, or one of others that is on its way, where it may be. */
  ServerLink sharedOnItsWay() throws ConnectFailure, ConnectionException {
    boolean shares = reuse == Reuse.SAFE || reuse == Reuse.ALWAYS;
    if (!speech.isMultiplexed() || !shares || server == null) {
      return alone();
    }
    Diallings diallings = reuse == Reuse.SAFE ? dial.own().diallings() : dial.shared().diallings();
    int most = dial.protocols().multiplexed().mostRequests();
    Dialling entered = diallings.enter(key, most);
    while (!entered.isMine()) {
      entered.await();
      ServerLink found = dial.kept(stream, key, reuse);
      if (found != null) {
        return found;
      }
      entered = diallings.enter(key, most);
    }
    ConnectFailure failure = null;
    try {
      // One that came to be a moment ago was neither there nor on its way.
      ServerLink found = dial.kept(stream, key, reuse);
      return found != null ? found : alone();
    } catch (ConnectFailure e) {
      failure = e;
      throw e;
    } finally {
      diallings.end(entered, failure);
    }
  }

  /** One of its own. */
  ServerLink alone() throws ConnectFailure, ConnectionException {
    Connection made = speech.isMultiplexed() ? attempt() : counted();
    return speech.isMultiplexed(made) ? multiplexed(made) : sequential(made);
  }

  private Connection attempt() throws ConnectFailure, ConnectionException {
    backend.http2().tried(stream.stripe());
    return ServerDial.attempt(stream, header, tls);
  }

  /** It counts while it is on its way; as one of HTTP/1 until it says otherwise. */
  private Connection counted() throws ConnectFailure, ConnectionException {
    Http1Counts counts = backend.http1();
    counts.dialled(stream.stripe());
    boolean tried = true;
    boolean stays = false;
    try {
      Connection connection = ServerDial.attempt(stream, header, tls);
      stays = !speech.isMultiplexed(connection);
      tried = stays;
      return connection;
    } catch (ConnectFailure e) {
      tried = isTried(e.kind());
      throw e;
    } finally {
      if (!stays) {
        counts.failed(stream.stripe(), tried);
      }
    }
  }

  /** Whether the failure came after the attempt had begun. */
  private boolean isTried(ConnectFailure.Kind kind) {
    return kind != ConnectFailure.Kind.NO_SOURCE_PORT
        && kind != ConnectFailure.Kind.NO_DESCRIPTOR
        && !(ServerDial.dialled(stream, server) instanceof UnixAddress);
  }

  /** Whether it is for the requests of one client's connection alone from the beginning. */
  private boolean isPrivate() {
    return server == null || reuse == Reuse.NEVER;
  }

  private ServerLink sequential(Connection made) {
    Http1Counts counts = backend.http1();
    ServerChannel channel = dial.protocols().sequential().server(made, manner(), counts);
    ServerLink link = new SequentialLink(key, server, channel, counts);
    if (isPrivate()) {
      link.makePrivate();
    }
    return link;
  }

  private HttpProtocol.Manner manner() {
    ProxyConfig config = stream.backendConfig();
    return new HttpProtocol.Manner(
        config.has(Option.ACCEPT_INVALID_HTTP_RESPONSE),
        config.has(Option.H1_CASE_ADJUST_BOGUS_SERVER));
  }

  private ServerLink multiplexed(Connection made) throws ConnectFailure {
    if (!speech.isMultiplexed()) {
      backend.http2().tried(stream.stripe());
    }
    SharedLink carrier =
        new SharedLink(
            key, server, made, dial.protocols().multiplexed(), backend.http2(), dial.shared());
    if (isPrivate()) {
      carrier.makePrivate();
    }
    ServerLink first = carrier.take(stream.stripe());
    if (first == null) {
      carrier.close();
      throw new ConnectFailure(ConnectFailure.Kind.ERROR, "the server takes no requests");
    }
    carrier.shareAs(reuse, dial.own(), true);
    return first;
  }
}
