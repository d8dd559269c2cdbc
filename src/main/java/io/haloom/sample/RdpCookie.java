package io.haloom.sample;

import java.nio.ByteBuffer;

/**
 * Finds the cookie a client of the Remote Desktop Protocol sends first (MS-RDPBCGR, 2.2.1.1), where
 * it lies in a buffer.
 */
public final class RdpCookie {
  /** There is none, and there will be none. */
  public static final long NONE = -1;

  /** It cannot be told before more bytes have come. */
  public static final long TOO_SHORT = -2;

  private static final int HEADERS = 11;
  private static final byte[] START = {'c', 'o', 'o', 'k', 'i', 'e', ':'};

  private final byte[] name;

  /**
   * @param name of the cookie, letters of any case; any where it is empty
   */
  public RdpCookie(String name) {
    this.name = Bytes.of(name);
    for (int i = 0; i < this.name.length; i++) {
      this.name[i] = lower(this.name[i]);
    }
  }

  /**
   * Finds its value between the position and the limit, which stay.
   *
   * @return {@link #NONE}, {@link #TOO_SHORT}, or what {@link #start} and {@link #end} take apart
   */
  public long find(ByteBuffer bytes) {
    int limit = bytes.limit();
    int at = bytes.position() + HEADERS;
    if (limit - at <= START.length) {
      return TOO_SHORT;
    }
    if (!matches(bytes, at, START)) {
      return NONE;
    }
    at += START.length;
    while (at < limit && bytes.get(at) == ' ') {
      at++;
    }
    int equals = name.length == 0 ? equalsSign(bytes, at) : at + name.length;
    if (equals >= limit) {
      return TOO_SHORT;
    }
    if (equals < 0 || bytes.get(equals) != '=' || !matches(bytes, at, name)) {
      return NONE;
    }
    return upToLineEnd(bytes, equals + 1);
  }

  /** Index of the value's first byte. */
  public static int start(long found) {
    return (int) (found >>> 32);
  }

  /** Index after the value's last byte. */
  public static int end(long found) {
    return (int) found;
  }

  private static long upToLineEnd(ByteBuffer bytes, int start) {
    int end = start;
    while (end < bytes.limit() && bytes.get(end) != '\r') {
      end++;
    }
    if (end + 1 >= bytes.limit()) {
      return TOO_SHORT;
    }
    return bytes.get(end + 1) == '\n' ? (long) start << 32 | end : NONE;
  }

  /** Index of the first {@code =}: the limit where it has not come yet, -1 where it never will. */
  private static int equalsSign(ByteBuffer bytes, int from) {
    for (int i = from; i < bytes.limit(); i++) {
      byte c = bytes.get(i);
      if (c == '=') {
        return i;
      }
      if (c == '\r' || c == '\n') {
        return -1;
      }
    }
    return bytes.limit();
  }

  private static boolean matches(ByteBuffer bytes, int at, byte[] lower) {
    for (int i = 0; i < lower.length; i++) {
      if (lower(bytes.get(at + i)) != lower[i]) {
        return false;
      }
    }
    return true;
  }

  private static byte lower(byte c) {
    return c >= 'A' && c <= 'Z' ? (byte) (c + 32) : c;
  }
}
