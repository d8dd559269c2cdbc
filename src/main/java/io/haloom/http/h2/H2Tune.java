package io.haloom.http.h2;

/**
 * {@code tune.h2.*}.
 *
 * @param headerTableSize bytes of the table that the peer's encoder may use
 * @param initialWindowSize bytes that the peer may send on a stream before it is told of more
 * @param maxConcurrentStreams how many streams a client may have at once; 0 is no limit
 * @param maxFrameSize the largest frame that is received; 0 for {@code tune.bufsize}
 * @param websocket whether clients are told that they may begin WebSockets (RFC 8441)
 */
public record H2Tune(
    int headerTableSize,
    int initialWindowSize,
    int maxConcurrentStreams,
    int maxFrameSize,
    boolean websocket) {

  /** HAProxy's defaults. */
  public static final H2Tune DEFAULT = new H2Tune(4096, Settings.DEFAULT_WINDOW, 100, 0, true);

  /** The largest frame that is received, where buffers are of that size. */
  int frameSize(int bufsize) {
    int wanted = maxFrameSize == 0 ? bufsize : Math.min(maxFrameSize, bufsize);
    return Math.max(wanted, Settings.DEFAULT_FRAME_SIZE);
  }

  /** The most streams at once. */
  int mostStreams() {
    return maxConcurrentStreams == 0 ? Integer.MAX_VALUE : maxConcurrentStreams;
  }

  /** What servers are told: as HAProxy tells them, though some of it is of servers alone. */
  Settings toServers(int bufsize) {
    return toClients(bufsize).set(Settings.ENABLE_PUSH, 0);
  }

  /** What clients are told. */
  Settings toClients(int bufsize) {
    Settings own = new Settings();
    own.set(Settings.HEADER_TABLE_SIZE, headerTableSize);
    own.set(Settings.INITIAL_WINDOW_SIZE, initialWindowSize);
    own.set(Settings.MAX_CONCURRENT_STREAMS, mostStreams());
    own.set(Settings.MAX_FRAME_SIZE, frameSize(bufsize));
    own.set(Settings.ENABLE_CONNECT_PROTOCOL, websocket ? 1 : 0);
    return own;
  }
}
