package io.haloom.model;

import io.haloom.net.ListenOptions;
import io.haloom.net.UnixAddress;
import io.haloom.tls.TlsBind;
import java.net.SocketAddress;

/**
 * One listening address (a bind line may make several).
 *
 * @param endpoint where it listens
 * @param place where it stands
 * @param name {@code name}, or null
 * @param id {@code id}, the {@code sid} of statistics
 * @param maxconn {@code maxconn}, 0 for none
 * @param backlog {@code backlog}, 0 for the frontend's
 * @param header what clients are expected to send first
 * @param stats what concerns a stats socket
 * @param options the socket's options
 * @param tls its TLS, or null where it has none
 */
public record BindConfig(
    Endpoint endpoint,
    Place place,
    String name,
    int id,
    int maxconn,
    int backlog,
    ExpectedHeader header,
    StatsSocket stats,
    ListenOptions options,
    TlsBind tls) {

  /** A socket for commands of the process itself: who may connect may do all. */
  public static BindConfig ofCommands(UnixAddress address, String written) {
    return new BindConfig(
        new Endpoint(address, -1, written),
        null,
        null,
        0,
        0,
        0,
        new ExpectedHeader(false, 0, null),
        new StatsSocket(Level.ADMIN, 0, true),
        ListenOptions.DEFAULT,
        null);
  }

  /** The same with that {@code id}. */
  public BindConfig withId(int number) {
    return new BindConfig(
        endpoint, place, name, number, maxconn, backlog, header, stats, options, tls);
  }

  /** Where it listens, or null for an inherited descriptor. */
  public SocketAddress address() {
    return endpoint.address;
  }

  /** The address as written, for messages. */
  public String written() {
    return endpoint.written;
  }

  /**
   * Where it listens.
   *
   * @param address {@code InetSocketAddress} or {@code UnixAddress}; null with {@code inheritedFd}
   * @param inheritedFd of {@code fd@N}, or -1
   * @param written the address as written, for messages
   */
  public record Endpoint(SocketAddress address, int inheritedFd, String written) {}

  /**
   * What is expected before anything else of a connection.
   *
   * @param proxy {@code accept-proxy}
   * @param netscalerMagic {@code accept-netscaler-cip}'s magic number, 0 for off
   * @param proto {@code proto}: which protocol clients speak behind that; null where it is found
   *     out
   */
  public record ExpectedHeader(boolean proxy, int netscalerMagic, String proto) {}

  /**
   * What concerns a stats socket.
   *
   * @param level what a client may do
   * @param severityOutput {@code severity-output}: 0 none, 1 number, 2 string
   * @param exposeListeners {@code expose-fd listeners}
   */
  public record StatsSocket(Level level, int severityOutput, boolean exposeListeners) {}

  /** {@code level} of a stats socket. */
  public enum Level {
    USER,
    OPERATOR,
    ADMIN
  }
}
