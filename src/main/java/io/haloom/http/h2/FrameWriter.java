package io.haloom.http.h2;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Writes frames (RFC 9113, section 6) to where a buffer stands. There is room, and its order is
 * big-endian.
 */
public final class FrameWriter {
  private static final byte[] PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private FrameWriter() {}

  /** What a client sends first (RFC 9113, section 3.4); not to be changed. */
  public static byte[] preface() {
    return PREFACE;
  }

  /** Writes a header of a frame on the connection, without flags, at an offset. */
  static void header(ByteBuffer into, int at, FrameType type, int length) {
    into.putInt(at, length << 8 | type.code());
    into.put(at + 4, (byte) 0);
    into.putInt(at + 5, 0);
  }

  /** Writes a frame's header, behind which its payload is to come. */
  public static void header(ByteBuffer into, FrameType type, int flags, int stream, int length) {
    into.putInt(length << 8 | type.code());
    into.put((byte) flags);
    into.putInt(stream);
  }

  /**
   * Writes the header of the frame whose payload lies from nine bytes behind {@code start} to where
   * the buffer stands.
   */
  public static void close(ByteBuffer into, int start, FrameType type, int flags, int stream) {
    int length = into.position() - start - FrameHeader.LENGTH;
    into.putInt(start, length << 8 | type.code());
    into.put(start + 4, (byte) flags);
    into.putInt(start + 5, stream);
  }

  /** Writes a SETTINGS frame that acknowledges the peer's. */
  public static void settingsAck(ByteBuffer into) {
    header(into, FrameType.SETTINGS, FrameHeader.ACK, 0, 0);
  }

  public static void ping(ByteBuffer into, long opaque, boolean ack) {
    header(into, FrameType.PING, ack ? FrameHeader.ACK : 0, 0, 8);
    into.putLong(opaque);
  }

  public static void reset(ByteBuffer into, int stream, ErrorCode code) {
    header(into, FrameType.RST_STREAM, 0, stream, 4);
    into.putInt(code.code());
  }

  /** Writes a WINDOW_UPDATE frame, of the connection for stream 0. */
  public static void windowUpdate(ByteBuffer into, int stream, int increment) {
    header(into, FrameType.WINDOW_UPDATE, 0, stream, 4);
    into.putInt(increment);
  }

  /** Writes a GOAWAY frame; what is told beside the code may be empty. */
  public static void goAway(ByteBuffer into, int lastStream, ErrorCode code, byte[] told) {
    header(into, FrameType.GOAWAY, 0, 0, 8 + told.length);
    into.putInt(lastStream).putInt(code.code()).put(told);
  }

  /** Writes a PRIORITY frame; the weight is 1 to 256. */
  public static void priority(ByteBuffer into, int stream, int on, int weight) {
    header(into, FrameType.PRIORITY, 0, stream, 5);
    into.putInt(on).put((byte) (weight - 1));
  }

  /**
   * Writes a field block, all that remains in a buffer: HEADERS, and CONTINUATION where it is
   * longer than a frame may be. Takes {@link #headersLength}.
   *
   * @param flags {@link FrameHeader#END_STREAM}, or 0
   */
  public static void headers(
      ByteBuffer into, int stream, int flags, ByteBuffer block, int maxFrameSize) {
    FrameType type = FrameType.HEADERS;
    int left = flags;
    do {
      int length = Math.min(block.remaining(), maxFrameSize);
      int last = length == block.remaining() ? FrameHeader.END_HEADERS : 0;
      header(into, type, left | last, stream, length);
      into.put(into.position(), block, block.position(), length);
      into.position(into.position() + length);
      block.position(block.position() + length);
      type = FrameType.CONTINUATION;
      left = 0;
    } while (block.hasRemaining());
  }

  /** Bytes that {@link #headers} writes. */
  public static int headersLength(int block, int maxFrameSize) {
    int frames = Math.max(1, (block + maxFrameSize - 1) / maxFrameSize);
    return block + frames * FrameHeader.LENGTH;
  }
}
