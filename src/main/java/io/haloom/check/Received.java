package io.haloom.check;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What a server has answered since the check last sent something; grows up to a limit. */
final class Received {
  private static final int FIRST = 512;
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final int limit;
  private ByteBuffer buffer = NOTHING;

  /**
   * @param limit the most bytes that are kept
   */
  Received(int limit) {
    this.limit = limit;
  }

  /** Where to read the next bytes into: at least one is free unless {@link #isFull()}. */
  ByteBuffer room() {
    if (!buffer.hasRemaining() && !isFull()) {
      int capacity = Math.min(limit, Math.max(FIRST, buffer.capacity() * 4));
      buffer = ByteBuffer.allocate(capacity).put(buffer.flip());
    }
    return buffer;
  }

  void clear() {
    buffer.clear();
  }

  int size() {
    return buffer.position();
  }

  boolean isEmpty() {
    return buffer.position() == 0;
  }

  boolean isFull() {
    return buffer.position() >= limit;
  }

  /** Byte {@code at}, 0 to 255. */
  int at(int at) {
    return buffer.get(at) & 0xff;
  }

  /** Whether {@code wanted} is anywhere in it. */
  boolean contains(byte[] wanted) {
    int last = size() - wanted.length;
    for (int from = 0; from <= last; from++) {
      if (has(from, wanted)) {
        return true;
      }
    }
    return false;
  }

  /** Whether {@code wanted} is right at {@code from}. */
  boolean has(int from, byte[] wanted) {
    return from + wanted.length <= size()
        && Arrays.equals(buffer.array(), from, from + wanted.length, wanted, 0, wanted.length);
  }

  /** Everything from {@code from} on, a character for each byte. */
  String text(int from) {
    return from >= size()
        ? ""
        : new String(buffer.array(), from, size() - from, StandardCharsets.ISO_8859_1);
  }

  /** What is between {@code from} and the end of the line, a character for each byte. */
  String line(int from) {
    int end = from;
    while (end < size() && at(end) != '\r' && at(end) != '\n') {
      end++;
    }
    return end <= from
        ? ""
        : new String(buffer.array(), from, end - from, StandardCharsets.ISO_8859_1);
  }

  /** All of it in upper-case hexadecimal. */
  String hex() {
    return java.util.HexFormat.of().withUpperCase().formatHex(buffer.array(), 0, size());
  }

  /** To look at, never to write to. */
  ByteBuffer bytes() {
    return buffer.duplicate().flip().asReadOnlyBuffer();
  }
}
