package io.haloom.net;

/**
 * Options of a connecting socket, named as on HAProxy's server line (configuration manual, 5.2).
 *
 * @param fastOpen {@code TCP_FASTOPEN_CONNECT}
 * @param device {@code SO_BINDTODEVICE}, or null
 * @param transparent the source is foreign: {@code IP_TRANSPARENT}
 * @param userTimeoutMillis {@code TCP_USER_TIMEOUT}, 0 leaves it
 * @param mark {@code SO_MARK}, 0 leaves it
 * @param maxSegment {@code TCP_MAXSEG}, 0 leaves it
 * @param smartConnect the handshake's last ACK may ride on the first data ({@code option
 *     tcp-smart-connect})
 */
public record ConnectOptions(
    boolean fastOpen,
    String device,
    boolean transparent,
    int userTimeoutMillis,
    int mark,
    int maxSegment,
    boolean smartConnect) {

  /** The options of a server line with no words. */
  public static final ConnectOptions DEFAULT =
      new ConnectOptions(false, null, false, 0, 0, 0, false);

  /**
   * The same for one attempt.
   *
   * @param bound the interface to leave by, or null for that of these options
   * @param foreign whether the source is foreign whatever these options say
   */
  public ConnectOptions forAttempt(boolean fast, String bound, boolean foreign, boolean smart) {
    return new ConnectOptions(
        fast,
        bound != null ? bound : device,
        transparent || foreign,
        userTimeoutMillis,
        mark,
        maxSegment,
        smart);
  }
}
