package io.haloom.sample.fetch;

import java.nio.ByteBuffer;

/**
 * A TLS ClientHello as a client sent it, read without taking part in TLS (RFC 8446, section 4.1.2).
 * Only its extensions are of interest.
 */
final class ClientHello {
  private static final int RECORD_HEADER = 5;
  private static final int HANDSHAKE_HEADER = 4;

  /** A record that could hold an extension. */
  private static final int SHORTEST_RECORD = 52;

  private static final int SHORTEST_HELLO = 43;

  private final ByteBuffer bytes;
  private final boolean tooShort;
  private int at;
  private int end;

  private ClientHello(ByteBuffer bytes, boolean tooShort, int at, int end) {
    this.bytes = bytes;
    this.tooShort = tooShort;
    this.at = at;
    this.end = end;
  }

  /** Reads the start of {@code bytes}; null where it is no ClientHello, and never will be. */
  static ClientHello read(ByteBuffer bytes) {
    ByteBuffer in = bytes.slice();
    int size = in.remaining();
    if (size == 0) {
      return unfinished(in);
    }
    if (in.get(0) != 0x16 || size > 1 && u8(in, 1) < 3) {
      return null;
    }
    if (size < RECORD_HEADER) {
      return unfinished(in);
    }
    if (u16(in, 3) < SHORTEST_RECORD || size > RECORD_HEADER && in.get(RECORD_HEADER) != 1) {
      return null;
    }
    int hello = RECORD_HEADER + HANDSHAKE_HEADER;
    if (size < hello) {
      return unfinished(in);
    }
    int length = u8(in, 6) << 16 | u16(in, 7);
    if (length < SHORTEST_HELLO) {
      return null;
    }
    if (size < hello + length) {
      return unfinished(in);
    }
    return extensions(in, hello, hello + length);
  }

  private static ClientHello unfinished(ByteBuffer in) {
    return new ClientHello(in, true, 0, 0);
  }

  /** Steps over version, random, session, cipher suites and compression methods. */
  private static ClientHello extensions(ByteBuffer in, int start, int end) {
    if (u8(in, start) < 3 || u8(in, start + 1) < 1) {
      return null;
    }
    int at = start + 34;
    int session = u8(in, at);
    if (session > 32) {
      return null;
    }
    at += 1 + session;
    if (end - at < 4 || u16(in, at) < 2 || u16(in, at) > end - at) {
      return null;
    }
    at += 2 + u16(in, at);
    if (end - at < 2 || u8(in, at) < 1 || u8(in, at) > end - at) {
      return null;
    }
    at += 1 + u8(in, at);
    if (end - at < 2 || u16(in, at) > end - at - 2) {
      return null;
    }
    return new ClientHello(in, false, at + 2, at + 2 + u16(in, at));
  }

  /** Whether more bytes are needed before anything can be said. */
  boolean isTooShort() {
    return tooShort;
  }

  /**
   * Finds an extension.
   *
   * @return its data; null where there is none or the list is malformed before it
   */
  ByteBuffer extension(int type) {
    int i = at;
    while (end - i >= 4) {
      int length = u16(bytes, i + 2);
      if (length > end - i - 4) {
        return null;
      }
      if (u16(bytes, i) == type) {
        return bytes.slice(i + 4, length);
      }
      i += 4 + length;
    }
    return null;
  }

  /** Whether the list of extensions is well-formed as far as {@link #extension} reads it. */
  boolean isWellFormed() {
    int i = at;
    while (end - i >= 4) {
      int length = u16(bytes, i + 2);
      if (length > end - i - 4) {
        return false;
      }
      i += 4 + length;
    }
    return true;
  }

  static int u8(ByteBuffer in, int index) {
    return in.get(index) & 0xFF;
  }

  static int u16(ByteBuffer in, int index) {
    return u8(in, index) << 8 | u8(in, index + 1);
  }
}
