package io.haloom.http.h2;

import java.nio.ByteBuffer;

/**
 * The nine bytes that every frame begins with (RFC 9113, section 4.1), used again for each frame,
 * and what they alone show to be wrong.
 */
public final class FrameHeader {
  public static final int LENGTH = 9;

  /** Of DATA and HEADERS: nothing more of the message comes. */
  public static final int END_STREAM = 0x1;

  /** Of SETTINGS and PING: an answer. */
  public static final int ACK = 0x1;

  /** Of HEADERS and CONTINUATION: the field block ends here. */
  public static final int END_HEADERS = 0x4;

  /** Of DATA and HEADERS. */
  public static final int PADDED = 0x8;

  /** Of HEADERS. */
  public static final int PRIORITY = 0x20;

  private static final int PRIORITY_LENGTH = 5;

  private int length;
  private FrameType type = FrameType.OTHER;
  private int typeCode;
  private int flags;
  private int stream;

  /** Reads the nine bytes at an offset of a buffer whose order is big-endian. */
  public void parse(ByteBuffer bytes, int at) {
    int first = bytes.getInt(at);
    length = first >>> 8;
    typeCode = first & 0xff;
    type = FrameType.of(typeCode);
    flags = bytes.get(at + 4) & 0xff;
    stream = bytes.getInt(at + 5) & Integer.MAX_VALUE;
  }

  /** Bytes of the payload. */
  public int length() {
    return length;
  }

  public FrameType type() {
    return type;
  }

  /** The type's number, also of one that is not known. */
  public int typeCode() {
    return typeCode;
  }

  public int flags() {
    return flags;
  }

  public boolean has(int flag) {
    return (flags & flag) != 0;
  }

  public boolean isEndStream() {
    boolean carries = type == FrameType.DATA || type == FrameType.HEADERS;
    return carries && (flags & END_STREAM) != 0;
  }

  /** The stream, or 0 for the connection. */
  public int stream() {
    return stream;
  }

  /**
   * Bytes of the payload that come before what a frame carries: the padding's length, a priority.
   */
  int prefix() {
    int prefix = isPadded() ? 1 : 0;
    return type == FrameType.HEADERS && has(PRIORITY) ? prefix + PRIORITY_LENGTH : prefix;
  }

  boolean isPadded() {
    return has(PADDED) && (type == FrameType.DATA || type == FrameType.HEADERS);
  }

  /**
   * Checks what needs neither the payload nor any state of the connection, in HAProxy's order: the
   * size, the stream, the length.
   *
   * <p>A frame that is larger than allowed ends the connection, whatever its type: to go on, all of
   * it would have to be read. RFC 9113, section 4.2, allows a stream's error for DATA. HAProxy 2.6
   * does the same, but refuses a PRIORITY of a wrong length, a stream's error by section 6.3, with
   * one of the connection, and HEADERS without anything in them, which CONTINUATION may complete.
   */
  public void check(int maxFrameSize) throws H2Exception {
    if (length > maxFrameSize) {
      throw size("a frame is larger than SETTINGS_MAX_FRAME_SIZE");
    }
    switch (type) {
      case DATA, HEADERS -> checkCarrier();
      case CONTINUATION -> ofStream();
      case PRIORITY -> {
        ofStream();
        if (length != PRIORITY_LENGTH) {
          throw H2Exception.stream(
              stream, ErrorCode.FRAME_SIZE_ERROR, "a PRIORITY frame of a wrong length");
        }
      }
      case RST_STREAM -> {
        ofStream();
        exactly(4);
      }
      // Push is allowed to no server here (RFC 9113, section 8.4), and clients never may.
      case PUSH_PROMISE -> throw protocol("a PUSH_PROMISE frame");
      case SETTINGS -> checkSettings();
      case PING -> {
        ofConnection();
        exactly(8);
      }
      case GOAWAY -> {
        ofConnection();
        if (length < 8) {
          throw size("a GOAWAY frame of a wrong length");
        }
      }
      case WINDOW_UPDATE -> exactly(4);
      case OTHER -> {}
    }
  }

  private void checkCarrier() throws H2Exception {
    ofStream();
    if (length < prefix()) {
      String reason = "a frame too short for what its flags say";
      throw type == FrameType.DATA
          ? H2Exception.stream(stream, ErrorCode.FRAME_SIZE_ERROR, reason)
          : size(reason);
    }
  }

  private void checkSettings() throws H2Exception {
    ofConnection();
    if (has(ACK) && length != 0) {
      throw size("a SETTINGS acknowledgement with settings");
    }
    if (length % 6 != 0) {
      throw size("a SETTINGS frame of a wrong length");
    }
  }

  private void ofStream() throws H2Exception {
    if (stream == 0) {
      throw protocol(type + " frame on stream 0");
    }
  }

  private void ofConnection() throws H2Exception {
    if (stream != 0) {
      throw protocol(type + " frame on a stream");
    }
  }

  private void exactly(int bytes) throws H2Exception {
    if (length != bytes) {
      throw size(type + " frame of a wrong length");
    }
  }

  private static H2Exception protocol(String reason) {
    return H2Exception.connection(ErrorCode.PROTOCOL_ERROR, reason);
  }

  private static H2Exception size(String reason) {
    return H2Exception.connection(ErrorCode.FRAME_SIZE_ERROR, reason);
  }

  @Override
  public String toString() {
    String name = type == FrameType.OTHER ? "0x" + Integer.toHexString(typeCode) : type.name();
    return name + " length=" + length + " flags=" + flags + " stream=" + stream;
  }
}
