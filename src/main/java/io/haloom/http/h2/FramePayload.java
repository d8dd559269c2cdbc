package io.haloom.http.h2;

import java.nio.ByteBuffer;

/**
 * What a frame's payload says, used again for each frame. Its header has been checked. SETTINGS are
 * {@link Settings}'.
 */
public final class FramePayload {
  private int from;
  private int to;
  private int padding;
  private int number;
  private int lastStream;
  private long opaque;

  /**
   * How many bytes of the payload {@link #parse} looks at, so that what a frame carries may come
   * later.
   */
  public static int needed(FrameHeader header) {
    return switch (header.type()) {
      case DATA, HEADERS -> header.prefix();
      case PRIORITY -> 5;
      case RST_STREAM, WINDOW_UPDATE -> 4;
      case PING, GOAWAY -> 8;
      case SETTINGS, PUSH_PROMISE, CONTINUATION, OTHER -> 0;
    };
  }

  /**
   * Reads the payload that begins at an offset of a buffer whose order is big-endian.
   *
   * <p>A stream that depends on itself is an error of the connection, as with HAProxy; RFC 7540,
   * section 5.3.1, had one of the stream, and RFC 9113 has no priorities.
   */
  public void parse(FrameHeader header, ByteBuffer bytes, int at) throws H2Exception {
    from = at;
    to = at + header.length();
    padding = 0;
    switch (header.type()) {
      case DATA, HEADERS -> carrier(header, bytes, at);
      case PRIORITY -> dependency(header, bytes.getInt(at));
      case RST_STREAM -> number = bytes.getInt(at);
      case WINDOW_UPDATE -> increment(header, bytes.getInt(at) & Integer.MAX_VALUE);
      case PING -> opaque = bytes.getLong(at);
      case GOAWAY -> {
        lastStream = bytes.getInt(at) & Integer.MAX_VALUE;
        number = bytes.getInt(at + 4);
        from = at + 8;
      }
      case SETTINGS, PUSH_PROMISE, CONTINUATION, OTHER -> {}
    }
  }

  private void carrier(FrameHeader header, ByteBuffer bytes, int at) throws H2Exception {
    int next = at;
    if (header.isPadded()) {
      padding = bytes.get(next++) & 0xff;
    }
    from = at + header.prefix();
    to -= padding;
    if (to < from) {
      throw H2Exception.connection(
          ErrorCode.PROTOCOL_ERROR, "padding is longer than what it is in");
    }
    if (next < from) {
      dependency(header, bytes.getInt(next));
    }
  }

  private static void dependency(FrameHeader header, int on) throws H2Exception {
    if ((on & Integer.MAX_VALUE) == header.stream()) {
      throw H2Exception.connection(ErrorCode.PROTOCOL_ERROR, "a stream depends on itself");
    }
  }

  private void increment(FrameHeader header, int bytes) throws H2Exception {
    if (bytes == 0) {
      throw new H2Exception(
          ErrorCode.PROTOCOL_ERROR, header.stream(), "a WINDOW_UPDATE frame of 0");
    }
    number = bytes;
  }

  /** Where what the frame carries begins: data, a part of a field block, what GOAWAY tells. */
  public int from() {
    return from;
  }

  /** Where that ends. */
  public int to() {
    return to;
  }

  /** Bytes of padding that follow. */
  public int padding() {
    return padding;
  }

  /** Of WINDOW_UPDATE: at least 1. */
  public int increment() {
    return number;
  }

  /** Of RST_STREAM and GOAWAY: the number on the wire, which may be none that is known. */
  public int errorCode() {
    return number;
  }

  /** Of GOAWAY. */
  public int lastStream() {
    return lastStream;
  }

  /** Of PING. */
  public long opaque() {
    return opaque;
  }
}
