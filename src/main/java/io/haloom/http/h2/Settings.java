package io.haloom.http.h2;

import java.nio.ByteBuffer;

/**
 * The settings of one side of a connection (RFC 9113, section 6.5.2; RFC 8441, section 3), with
 * what holds before any are told.
 *
 * <p>Numbers above 2^31-1, where they are allowed, count as 2^31-1.
 */
public final class Settings {
  public static final int HEADER_TABLE_SIZE = 1;
  public static final int ENABLE_PUSH = 2;
  public static final int MAX_CONCURRENT_STREAMS = 3;
  public static final int INITIAL_WINDOW_SIZE = 4;
  public static final int MAX_FRAME_SIZE = 5;
  public static final int MAX_HEADER_LIST_SIZE = 6;
  public static final int ENABLE_CONNECT_PROTOCOL = 8;

  public static final int DEFAULT_WINDOW = 65_535;
  public static final int DEFAULT_FRAME_SIZE = 16_384;
  private static final int LARGEST_FRAME_SIZE = (1 << 24) - 1;

  /** Bytes of the largest SETTINGS frame that {@link #write} makes. */
  public static final int WRITTEN = FrameHeader.LENGTH + 7 * 6;

  private static final int NUMBERS = 9;
  private static final int[] DEFAULTS = {
    0,
    HpackEncoder.DEFAULT_TABLE,
    1,
    Integer.MAX_VALUE,
    DEFAULT_WINDOW,
    DEFAULT_FRAME_SIZE,
    Integer.MAX_VALUE,
    0,
    0
  };

  private final int[] values = DEFAULTS.clone();

  public int headerTableSize() {
    return values[HEADER_TABLE_SIZE];
  }

  public boolean isPushEnabled() {
    return values[ENABLE_PUSH] != 0;
  }

  public int maxConcurrentStreams() {
    return values[MAX_CONCURRENT_STREAMS];
  }

  public int initialWindowSize() {
    return values[INITIAL_WINDOW_SIZE];
  }

  public int maxFrameSize() {
    return values[MAX_FRAME_SIZE];
  }

  public int maxHeaderListSize() {
    return values[MAX_HEADER_LIST_SIZE];
  }

  /** Whether {@code CONNECT} may have {@code :protocol}. */
  public boolean isConnectProtocolEnabled() {
    return values[ENABLE_CONNECT_PROTOCOL] != 0;
  }

  /** Sets one of our own, by its constant. */
  public Settings set(int identifier, int value) {
    values[identifier] = value;
    return this;
  }

  /**
   * Takes what a SETTINGS frame says, in its order. Its header has been checked.
   *
   * @param fromServer whether the peer is the server, which may not ask for pushes
   */
  public void read(ByteBuffer bytes, int from, int to, boolean fromServer) throws H2Exception {
    for (int at = from; at < to; at += 6) {
      int identifier = bytes.getShort(at);
      long value = bytes.getInt(at + 2) & 0xffffffffL;
      if (identifier > 0 && identifier < NUMBERS) {
        check(identifier, value, fromServer);
        values[identifier] = (int) Math.min(value, Integer.MAX_VALUE);
      }
    }
  }

  private void check(int identifier, long value, boolean fromServer) throws H2Exception {
    boolean right =
        switch (identifier) {
          case ENABLE_PUSH -> value <= (fromServer ? 0 : 1);
          case INITIAL_WINDOW_SIZE -> value <= Integer.MAX_VALUE;
          case MAX_FRAME_SIZE -> value >= DEFAULT_FRAME_SIZE && value <= LARGEST_FRAME_SIZE;
          case ENABLE_CONNECT_PROTOCOL -> value <= 1 && value >= values[ENABLE_CONNECT_PROTOCOL];
          default -> true;
        };
    if (!right) {
      throw H2Exception.connection(
          identifier == INITIAL_WINDOW_SIZE
              ? ErrorCode.FLOW_CONTROL_ERROR
              : ErrorCode.PROTOCOL_ERROR,
          "setting " + identifier + " may not be " + value);
    }
  }

  /** Writes a SETTINGS frame that tells what differs from the defaults. */
  public void write(ByteBuffer into) {
    int start = into.position();
    into.position(start + FrameHeader.LENGTH);
    for (int identifier = 1; identifier < NUMBERS; identifier++) {
      if (values[identifier] != DEFAULTS[identifier]) {
        into.putShort((short) identifier).putInt(values[identifier]);
      }
    }
    int length = into.position() - start - FrameHeader.LENGTH;
    FrameWriter.header(into, start, FrameType.SETTINGS, length);
  }
}
