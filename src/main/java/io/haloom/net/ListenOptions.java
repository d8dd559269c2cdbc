package io.haloom.net;

/**
 * Options of a listening socket, named as on HAProxy's bind line (configuration manual, 5.1).
 *
 * @param deferAccept {@code TCP_DEFER_ACCEPT}
 * @param fastOpen {@code TCP_FASTOPEN}
 * @param maxSegment {@code TCP_MAXSEG}, 0 leaves it
 * @param device {@code SO_BINDTODEVICE}, or null
 * @param v6Only {@code IPV6_V6ONLY} of an IPv6 socket
 * @param transparent {@code IP_TRANSPARENT}
 * @param userTimeoutMillis {@code TCP_USER_TIMEOUT}, 0 leaves it
 * @param unix who may use a UNIX socket
 * @param reusePort {@code SO_REUSEPORT}: another process may bind the same address ({@code
 *     noreuseport} turns it off)
 */
public record ListenOptions(
    boolean deferAccept,
    boolean fastOpen,
    int maxSegment,
    String device,
    V6Only v6Only,
    boolean transparent,
    int userTimeoutMillis,
    UnixOwner unix,
    boolean reusePort) {

  /** The options of a bind line with no words. */
  public static final ListenOptions DEFAULT =
      new ListenOptions(false, false, 0, null, V6Only.SYSTEM, false, 0, UnixOwner.SYSTEM, true);

  /** Whether an IPv6 socket takes no IPv4 connections. */
  public enum V6Only {
    /** As the system has it for all ({@code net.ipv6.bindv6only}). */
    SYSTEM,
    /** {@code v4v6}. */
    OFF,
    /** {@code v6only}. */
    ON
  }

  /**
   * Who may use a UNIX socket; -1 leaves what the system gives.
   *
   * @param mode the file's mode
   * @param uid its owner
   * @param gid its group
   */
  public record UnixOwner(int mode, int uid, int gid) {
    /** What the system gives. */
    public static final UnixOwner SYSTEM = new UnixOwner(-1, -1, -1);
  }
}
