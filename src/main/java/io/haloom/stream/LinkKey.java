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

  /** The key of the connection the session needs. */
  static LinkKey of(Session session, ByteBuffer header) {
    Server server = session.server();
    SourceConfig source = ServerDial.source(session, server);
    boolean own = source == null || source.use() == SourceConfig.UseSource.OWN;
    return new LinkKey(
        server != null ? server : session.backend(),
        server != null
            ? server.destination(session.destinationPort())
            : ServerDial.dialled(session, null),
        own ? null : ServerDial.sourceAddress(session, source),
        header == null ? null : header.duplicate());
  }
}
