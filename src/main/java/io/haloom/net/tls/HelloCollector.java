package io.haloom.net.tls;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Keeps what a client sends until its ClientHello is whole, which may be cut into several records.
 * What is none is found out as soon as it can be.
 */
final class HelloCollector {
  private static final int RECORD_HEADER = 5;
  private static final int MESSAGE_HEADER = 4;
  private static final int HANDSHAKE = 22;
  private static final int CLIENT_HELLO = 1;

  /** Longer ones are left to OpenSSL, without a look at them. */
  private static final int LONGEST = 1 << 17;

  private byte[] bytes = new byte[512];
  private int length;
  private boolean complete;
  private ClientHello hello;

  /** Takes all bytes; true once it is known what they are. */
  boolean take(ByteBuffer in) {
    int count = in.remaining();
    if (length + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + count, 2 * bytes.length));
    }
    in.get(bytes, length, count);
    length += count;
    complete = look();
    return complete;
  }

  /** What has come, all of it. */
  NativeBytes bytes() {
    return NativeBytes.of(bytes, length);
  }

  /** The message, or null where it is none. */
  ClientHello hello() {
    return hello;
  }

  /** Whether a record of a handshake has come whole, so that OpenSSL would have looked at it. */
  boolean isBegun() {
    return length >= RECORD_HEADER + MESSAGE_HEADER
        && length >= RECORD_HEADER + ((bytes[3] & 0xFF) << 8 | bytes[4] & 0xFF);
  }

  private boolean look() {
    ByteBuffer message = ByteBuffer.allocate(length);
    int at = 0;
    while (length - at >= RECORD_HEADER) {
      int size = (bytes[at + 3] & 0xFF) << 8 | bytes[at + 4] & 0xFF;
      if (bytes[at] != HANDSHAKE || bytes[at + 1] != 3 || size == 0 || length > LONGEST) {
        return true;
      }
      int there = Math.min(size, length - at - RECORD_HEADER);
      message.put(bytes, at + RECORD_HEADER, there);
      at += RECORD_HEADER + size;
      if (isWhole(message)) {
        return true;
      }
    }
    return length > 0 && bytes[0] != HANDSHAKE;
  }

  /** Whether it is known what it is; {@link #hello} is set where that is a hello. */
  private boolean isWhole(ByteBuffer message) {
    int size = message.position();
    if (size > 0 && message.get(0) != CLIENT_HELLO) {
      return true;
    }
    if (size < MESSAGE_HEADER) {
      return false;
    }
    int wanted = (message.get(1) & 0xFF) << 16 | ClientHello.u16(message, 2);
    if (wanted > LONGEST) {
      return true;
    }
    if (size < MESSAGE_HEADER + wanted) {
      return false;
    }
    hello = ClientHello.ofMessage(message.slice(MESSAGE_HEADER, wanted));
    return true;
  }
}
