package io.haloom.sample;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What is kept of a ClientHello for fetches ({@code tune.ssl.capture-buffer-size}), of which all
 * bytes together are no more than was asked for. Lists are as the client sent them, cut where there
 * is no more room.
 *
 * @param version {@code client_version}
 * @param suitesHash XXH64 of all cipher suites, be they kept or not
 * @param suites cipher suites, two bytes each
 * @param extensions types of extensions, two bytes each
 * @param groups named groups, two bytes each
 * @param pointFormats formats of points of elliptic curves, a byte each
 */
public record HelloCapture(
    int version,
    long suitesHash,
    byte[] suites,
    byte[] extensions,
    byte[] groups,
    byte[] pointFormats) {
  private static final byte[] NOTHING = {};
  private static final int RANDOM = 32;
  private static final int GROUPS = 10;
  private static final int POINT_FORMATS = 11;

  /**
   * Takes what is to be kept.
   *
   * @param message the message without its header
   * @param most bytes to keep
   * @return null where there is no list of cipher suites; what is malformed behind that is left out
   */
  public static HelloCapture of(ByteBuffer message, int most) {
    Reader in = new Reader(message.slice(), 0, message.remaining());
    int version = in.number(2);
    in.skip(RANDOM);
    in.skip(in.number(1));
    Reader suites = in.list(2);
    if (suites == null) {
      return null;
    }
    byte[] all = suites.rest(suites.end - suites.at);
    Extensions found = new Extensions(most - Math.min(most, all.length));
    in.skip(in.number(1));
    Reader list = in.list(2);
    if (list != null) {
      found.read(list);
    }
    byte[] groups = found.keep(found.groups);
    return new HelloCapture(
        version,
        XxHash.hash64(all, 0, all.length, 0),
        all.length <= most ? all : Arrays.copyOf(all, most),
        Arrays.copyOf(found.types, found.count),
        groups,
        found.keep(found.pointFormats));
  }

  /** The same list without values that mean nothing (RFC 8701). */
  public static byte[] withoutGrease(byte[] list) {
    byte[] left = new byte[list.length];
    int count = 0;
    int at = 0;
    for (; at < list.length - 1; at += 2) {
      if (list[at] != list[at + 1] || (list[at] & 0xF) != 0xA) {
        left[count++] = list[at];
        left[count++] = list[at + 1];
      }
    }
    if (at < list.length) {
      left[count++] = list[at];
    }
    return Arrays.copyOf(left, count);
  }

  /** Part of a message; what would go beyond its end makes all that follows malformed. */
  private static final class Reader {
    private final ByteBuffer bytes;
    private int at;
    private final int end;
    private boolean broken;

    Reader(ByteBuffer bytes, int at, int end) {
      this.bytes = bytes;
      this.at = at;
      this.end = end;
    }

    private boolean has(int size) {
      broken |= size > end - at;
      return !broken;
    }

    void skip(int size) {
      at += has(size) ? size : 0;
    }

    /** A number of so many bytes, 0 where there is none. */
    int number(int size) {
      int value = 0;
      for (int i = 0; has(size) && i < size; i++) {
        value = value << 8 | bytes.get(at + i) & 0xFF;
      }
      skip(size);
      return value;
    }

    /** What stands behind a length of so many bytes, or null. */
    Reader list(int lengthSize) {
      int size = number(lengthSize);
      if (!has(size)) {
        return null;
      }
      Reader list = new Reader(bytes, at, at + size);
      skip(size);
      return list;
    }

    byte[] rest(int most) {
      byte[] some = new byte[Math.min(most, end - at)];
      bytes.get(at, some);
      return some;
    }
  }

  /** What extensions there are, as far as there is room. */
  private static final class Extensions {
    private int room;
    private byte[] types = NOTHING;
    private int count;
    private Reader groups;
    private Reader pointFormats;

    Extensions(int room) {
      this.room = room;
    }

    /** An extension without content is not looked at where it is the last one, as in HAProxy. */
    void read(Reader in) {
      types = new byte[Math.min(room, in.end - in.at)];
      while (in.end - in.at > 4 && room >= 2) {
        int type = in.number(2);
        types[count++] = (byte) (type >> 8);
        types[count++] = (byte) type;
        room -= 2;
        Reader content = in.list(2);
        if (content == null || !note(type, content)) {
          groups = null;
          pointFormats = null;
          return;
        }
      }
    }

    private boolean note(int type, Reader content) {
      if (type == GROUPS) {
        Reader list = content.list(2);
        groups = list == null ? groups : list;
        return list != null;
      }
      if (type == POINT_FORMATS) {
        Reader list = content.list(1);
        pointFormats = list == null ? pointFormats : list;
        return list != null;
      }
      return true;
    }

    byte[] keep(Reader list) {
      if (list == null) {
        return NOTHING;
      }
      byte[] kept = list.rest(room);
      room -= kept.length;
      return kept;
    }
  }
}
