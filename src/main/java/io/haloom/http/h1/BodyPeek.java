package io.haloom.http.h1;

import io.haloom.http.BadMessageException;
import java.nio.ByteBuffer;

/** What has been received of a chunked body, decoded beside the buffer, where it stays as it is. */
final class BodyPeek {
  private final ChunkDecoder chunks;
  private ByteBuffer payload;
  private int trailersStart;
  private int wholeEnd;

  /**
   * @param maxLine bytes that a chunk's size line may have
   */
  BodyPeek(int maxLine) {
    chunks = new ChunkDecoder(maxLine);
  }

  /** Decodes what the buffer has from the body's first byte on. */
  void look(ByteBuffer bytes, int from, int end) throws BadMessageException {
    payload = ByteBuffer.allocate(Math.max(0, end - from));
    chunks.begin();
    int at = chunks.skip(bytes, from, end);
    while (at < end && !chunks.isLast()) {
      int length = (int) Math.min(chunks.remaining(), end - at);
      payload.put(payload.position(), bytes, at, length).position(payload.position() + length);
      chunks.taken(length);
      at = chunks.skip(bytes, at + length, end);
    }
    payload.flip();
    trailersStart = at;
    wholeEnd = chunks.isLast() ? trailersEnd(bytes, at, end) : -1;
  }

  /** Decoded bytes. */
  ByteBuffer payload() {
    return payload;
  }

  /** Whether the body has been received to its end. */
  boolean isWhole() {
    return wholeEnd >= 0;
  }

  /** Offset of the trailers of a whole body, or of the empty line in their place. */
  int trailers() {
    return trailersStart;
  }

  /** Offset behind the last byte of a whole body. */
  int end() {
    return wholeEnd;
  }

  /** The offset behind the empty line that ends trailers, or -1 where it has not come. */
  private static int trailersEnd(ByteBuffer bytes, int from, int end) {
    boolean empty = true;
    for (int at = from; at < end; at++) {
      byte c = bytes.get(at);
      if (c == '\n' && empty) {
        return at + 1;
      }
      empty = c == '\n' || empty && c == '\r';
    }
    return -1;
  }
}
