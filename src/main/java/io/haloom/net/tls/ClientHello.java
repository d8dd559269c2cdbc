package io.haloom.net.tls;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A TLS ClientHello as a client sent it, read without taking part in TLS (RFC 8446, section 4.1.2).
 * What {@link #read} passes over, OpenSSL may still refuse.
 */
public final class ClientHello {
  private static final int RECORD_HEADER = 5;
  private static final int HANDSHAKE_HEADER = 4;

  /** A record that could hold an extension. */
  private static final int SHORTEST_RECORD = 52;

  private static final int SHORTEST_HELLO = 43;
  private static final int LONGEST_HOST = 255;

  private final ByteBuffer bytes;
  private final boolean tooShort;
  private final int start;
  private final int at;
  private final int end;

  private ClientHello(ByteBuffer bytes, boolean tooShort, int start, int at, int end) {
    this.bytes = bytes;
    this.tooShort = tooShort;
    this.start = start;
    this.at = at;
    this.end = end;
  }

  /** Reads the start of {@code bytes}; null where it is no ClientHello, and never will be. */
  public static ClientHello read(ByteBuffer bytes) {
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
    return new ClientHello(in, true, 0, 0, 0);
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
    return new ClientHello(in, false, start, at + 2, at + 2 + u16(in, at));
  }

  /**
   * Reads a whole message, without the header of its record and its own.
   *
   * @return null where it is malformed; one without extensions has none
   */
  static ClientHello ofMessage(ByteBuffer message) {
    ByteBuffer in = message.slice();
    int size = in.remaining();
    if (size < 35) {
      return null;
    }
    ClientHello hello = extensions(in, 0, size);
    return hello == null ? new ClientHello(in, false, 0, size, size) : hello;
  }

  /** Whether more bytes are needed before anything can be said. */
  public boolean isTooShort() {
    return tooShort;
  }

  /**
   * Finds an extension.
   *
   * @return its data; null where there is none or the list is malformed before it
   */
  public ByteBuffer extension(int type) {
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

  /** All of the message but its header. */
  public ByteBuffer message() {
    return bytes.slice(start, bytes.limit() - start);
  }

  /** {@code client_version}: 0x0303 also where TLS 1.3 is spoken. */
  public int version() {
    return u16(bytes, start);
  }

  /** {@code session_id}. */
  public ByteBuffer sessionId() {
    return bytes.slice(start + 35, u8(bytes, start + 34));
  }

  /** {@code cipher_suites}, two bytes each. */
  public ByteBuffer cipherSuites() {
    int list = start + 35 + u8(bytes, start + 34);
    return bytes.slice(list + 2, u16(bytes, list));
  }

  /** All extensions, as they came. */
  public ByteBuffer extensions() {
    return bytes.slice(at, end - at);
  }

  /** Of {@code server_name} (RFC 6066, section 3): whether there is one, and which. */
  public record ServerName(boolean isThere, boolean isValid, String name) {
    private static final ServerName NONE = new ServerName(false, true, null);
    private static final ServerName INVALID = new ServerName(true, false, null);
  }

  /** The host that the client names, as it wrote it. */
  public ServerName serverName() {
    ByteBuffer data = extension(0);
    if (data == null) {
      return ServerName.NONE;
    }
    int size = data.remaining();
    if (size <= 5 || u16(data, 0) + 2 != size || data.get(2) != 0) {
      return ServerName.INVALID;
    }
    int length = u16(data, 3);
    if (length == 0 || length + 5 > size || length > LONGEST_HOST) {
      return ServerName.INVALID;
    }
    byte[] name = new byte[length];
    data.get(5, name);
    String text = new String(name, StandardCharsets.ISO_8859_1);
    return text.indexOf(0) < 0 ? new ServerName(true, true, text) : ServerName.INVALID;
  }

  /** Whether the list of extensions is well-formed as far as {@link #extension} reads it. */
  public boolean isWellFormed() {
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

  public static int u8(ByteBuffer in, int index) {
    return in.get(index) & 0xFF;
  }

  public static int u16(ByteBuffer in, int index) {
    return u8(in, index) << 8 | u8(in, index + 1);
  }
}
