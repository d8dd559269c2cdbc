package io.haloom.model;

import io.haloom.net.ListenOptions;
import java.net.SocketAddress;

/**
 * One listening address (a bind line may make several).
 *
 * @param address {@code InetSocketAddress} or {@code UnixAddress}; null with {@code inheritedFd}
 * @param inheritedFd of {@code fd@N}, or -1
 * @param written the address as written, for messages
 * @param place where it stands
 * @param name {@code name}, or null
 * @param id {@code id}, the {@code sid} of statistics
 * @param maxconn {@code maxconn}, 0 for none
 * @param backlog {@code backlog}, 0 for the frontend's
 * @param acceptProxy {@code accept-proxy}
 * @param acceptNetscalerCip {@code accept-netscaler-cip}'s magic number, 0 for off
 * @param level what a client of a stats socket may do
 * @param severityOutput {@code severity-output}: 0 none, 1 number, 2 string
 * @param exposeListeners {@code expose-fd listeners}
 * @param options the socket's options
 */
public record BindConfig(
    SocketAddress address,
    int inheritedFd,
    String written,
    Place place,
    String name,
    int id,
    int maxconn,
    int backlog,
    boolean acceptProxy,
    int acceptNetscalerCip,
    Level level,
    int severityOutput,
    boolean exposeListeners,
    ListenOptions options) {

  /** {@code level} of a stats socket. */
  public enum Level {
    USER,
    OPERATOR,
    ADMIN
  }
}
