package io.haloom.http.h2;

/**
 * {@code tune.h2.*}.
 *
 * @param headerTableSize bytes of the table that the peer's encoder may use
 * @param maxFrameSize the largest frame that is received; 0 for {@code tune.bufsize}
 * @param websocket whether clients are told that they may begin WebSockets (RFC 8441)
 * @param clients of their connections
 * @param servers of the connections to them
 */
public record H2Tune(
    int headerTableSize, int maxFrameSize, boolean websocket, Side clients, Side servers) {

  /**
   * What the connections of one side have.
   *
   * @param initialWindowSize bytes that the peer may send on a stream before it is told of more
   * @param maxConcurrentStreams how many streams there may be at once; 0 is no limit
   * @param maxTotalStreams how many streams there may be before the peer is told to leave; 0 is no
   *     limit
   * @param glitchesThreshold how many {@link Glitches} end a connection; 0 is no limit
   */
  public record Side(
      int initialWindowSize, int maxConcurrentStreams, int maxTotalStreams, int glitchesThreshold) {

    /** HAProxy's defaults. */
    public static final Side DEFAULT = new Side(Settings.DEFAULT_WINDOW, 100, 0, 0);

    /** The most streams at once. */
    int mostStreams() {
      return maxConcurrentStreams == 0 ? Integer.MAX_VALUE : maxConcurrentStreams;
    }
  }

  /** HAProxy's defaults. */
  public static final H2Tune DEFAULT = new H2Tune(4096, 0, true, Side.DEFAULT, Side.DEFAULT);

  /** The largest frame that is received, where buffers are of that size. */
  int frameSize(int bufsize) {
    int wanted = maxFrameSize == 0 ? bufsize : Math.min(maxFrameSize, bufsize);
    return Math.max(wanted, Settings.DEFAULT_FRAME_SIZE);
  }

  /** What servers are told: as HAProxy tells them, though some of it is of servers alone. */
  Settings toServers(int bufsize) {
    return told(servers, bufsize).set(Settings.ENABLE_PUSH, 0);
  }

  /** What clients are told. */
  Settings toClients(int bufsize) {
    return told(clients, bufsize);
  }

  private Settings told(Side side, int bufsize) {
    Settings own = new Settings();
    own.set(Settings.HEADER_TABLE_SIZE, headerTableSize);
    own.set(Settings.INITIAL_WINDOW_SIZE, side.initialWindowSize());
    own.set(Settings.MAX_CONCURRENT_STREAMS, side.mostStreams());
    own.set(Settings.MAX_FRAME_SIZE, frameSize(bufsize));
    own.set(Settings.ENABLE_CONNECT_PROTOCOL, websocket ? 1 : 0);
    return own;
  }
}
