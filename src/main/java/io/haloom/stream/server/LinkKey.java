package io.haloom.stream.server;

import io.haloom.model.SourceConfig;
import io.haloom.proxy.Server;
import io.haloom.stream.Stream;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * What a connection to a server must have in common with another to be used in its place.
 *
 * @param target the server, or the backend with {@code dispatch} and {@code option transparent}
 * @param address where it was connected to
 * @param source the client's address it was connected from, or null
 * @param header the PROXY header it began with, or null
 * @param tls what its handshake asked for, or null where it is not encrypted
 */
record LinkKey(
    Object target, SocketAddress address, SocketAddress source, ByteBuffer header, ServerTls tls) {

  /**
   * The key of the connection that the stream needs.
   *
   * @param last the one it needed before, or null
   */
  static LinkKey of(Stream stream, ByteBuffer header, ServerTls tls, LinkKey last) {
    Server server = stream.server();
    SourceConfig source = ServerDial.source(stream, server);
    boolean own = source == null || source.use() == SourceConfig.UseSource.OWN;
    Object target = server != null ? server : stream.backend();
    SocketAddress address = ServerDial.destination(stream, server);
    if (own && header == null && last != null && last.isPlain(target, address, tls)) {
      return last;
    }
    return new LinkKey(
        target,
        address,
        own ? null : ServerDial.sourceAddress(stream, source),
        header == null ? null : header.duplicate(),
        tls);
  }

  private boolean isPlain(Object otherTarget, SocketAddress otherAddress, ServerTls otherTls) {
    return target == otherTarget
        && address == otherAddress
        && source == null
        && header == null
        && Objects.equals(tls, otherTls);
  }
}
