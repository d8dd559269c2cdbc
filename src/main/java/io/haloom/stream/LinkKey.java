package io.haloom.stream;

import io.haloom.model.SourceConfig;
import io.haloom.proxy.Server;
import java.net.SocketAddress;
import java.nio.ByteBuffer;

/**
 * What a connection to a server must have in common with another to be used in its place.
 *
 * @param target the server, or the backend with {@code dispatch} and {@code option transparent}
 * @param address where it was connected to
 * @param source the client's address it was connected from, or null
 * @param header the PROXY header it began with, or null
 */
record LinkKey(Object target, SocketAddress address, SocketAddress source, ByteBuffer header) {

  /**
   * The key of the connection the session needs.
   *
   * @param last the one it needed before, or null
   */
  static LinkKey of(Session session, ByteBuffer header, LinkKey last) {
    Server server = session.server();
    SourceConfig source = ServerDial.source(session, server);
    boolean own = source == null || source.use() == SourceConfig.UseSource.OWN;
    Object target = server != null ? server : session.backend();
    SocketAddress address = ServerDial.destination(session, server);
    if (own && header == null && last != null && last.isPlain(target, address)) {
      return last;
    }
    return new LinkKey(
        target,
        address,
        own ? null : ServerDial.sourceAddress(session, source),
        header == null ? null : header.duplicate());
  }

  private boolean isPlain(Object otherTarget, SocketAddress otherAddress) {
    return target == otherTarget && address == otherAddress && source == null && header == null;
  }
}
