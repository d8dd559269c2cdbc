package io.haloom.net;

import java.net.InetSocketAddress;
import java.net.SocketAddress;

/**
 * One attempt to reach a server.
 *
 * @param destination {@code InetSocketAddress} (resolved) or {@link UnixAddress}
 * @param source the address to come from with port 0, or null to let the kernel choose; without a
 *     range the port is chosen at connect ({@code IP_BIND_ADDRESS_NO_PORT})
 * @param ports the range of source ports to draw from, or null; the port goes back when the
 *     connection closes
 * @param timeoutMillis how long to wait for the handshake, 0 for ever
 * @param watch whether the attempt is still wanted, asked when the watched peer stirs; or null
 * @param options the socket's options
 */
public record ConnectRequest(
    SocketAddress destination,
    InetSocketAddress source,
    SourcePool ports,
    int timeoutMillis,
    Watch watch,
    ConnectOptions options) {

  /** For whom an attempt is made. */
  public interface Watch {

    /** The connection whose peer is watched. */
    Connection connection();

    /** Whether its peer has left, or was aborted, and no longer wants the attempt. */
    boolean gone();
  }
}
