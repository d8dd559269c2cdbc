package io.haloom.check;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Frames of the stream processing offload protocol (SPOE specification, 3). */
final class SpopFrame {
  static final byte HAPROXY_HELLO = 1;
  static final byte AGENT_HELLO = 101;
  static final byte AGENT_DISCONNECT = 102;

  static final int BOOLEAN_TRUE = 0x11;
  static final int UINT32 = 3;
  static final int STRING = 8;

  /** The largest frame spoken of, bytes. */
  static final int LARGEST = 16380;

  static final String INVALID = "invalid frame received";

  private static final int SMALLEST = 256;
  private static final int TYPE_MASK = 0x0f;
  private static final int FIN = 1;

  /** Reasons by the status code of an AGENT-DISCONNECT (3.5). */
  private static final List<String> REASONS =
      List.of(
          "normal",
          "I/O error",
          "a timeout occurred",
          "frame is too big",
          INVALID,
          "version value not found",
          "max-frame-size value not found",
          "capabilities value not found",
          "unsupported version",
          "max-frame-size too big or too small",
          "fragmentation not supported",
          "invalid interlaced frames",
          "frame-id not found",
          "resource allocation error");

  private SpopFrame() {}

  /** Why a frame is not accepted. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    Refused(String reason) {
      super(reason, null, false, false);
    }
  }

  /** A length in the specification's variable form (3.1). */
  static byte[] varint(int value) {
    if (value < 240) {
      return new byte[] {(byte) value};
    }
    ByteBuffer out = ByteBuffer.allocate(6).put((byte) (value | 240));
    int rest = value - 240 >>> 4;
    while (rest >= 128) {
      out.put((byte) (rest | 128));
      rest = rest - 128 >>> 7;
    }
    byte[] bytes = new byte[out.put((byte) rest).position()];
    out.get(0, bytes);
    return bytes;
  }

  /** Accepts an AGENT-HELLO of version 2.0, or throws with the reason against it. */
  static void checkAgentHello(ByteBuffer frame) throws Refused {
    try {
      byte type = frame.get();
      if (type == AGENT_DISCONNECT) {
        skipMetadata(frame);
        throw new Refused(reason(frame));
      }
      if (type != AGENT_HELLO) {
        throw new Refused(INVALID);
      }
      skipMetadata(frame);
      checkItems(frame);
    } catch (BufferUnderflowException e) {
      throw new Refused(INVALID);
    }
  }

  private static void skipMetadata(ByteBuffer frame) throws Refused {
    if ((frame.getInt() & FIN) == 0) {
      throw new Refused("fragmentation not supported");
    }
    if (frame.getShort() != 0) {
      throw new Refused(INVALID);
    }
  }

  private static String reason(ByteBuffer frame) throws Refused {
    long code = 0;
    while (frame.hasRemaining()) {
      String key = key(frame);
      if (key.startsWith("status-code")) {
        code = integer(frame);
      } else {
        skip(frame);
      }
    }
    return code >= 0 && code < REASONS.size()
        ? REASONS.get((int) code)
        : "an unknown error occurred";
  }

  private static void checkItems(ByteBuffer frame) throws Refused {
    boolean version = false;
    boolean size = false;
    while (frame.hasRemaining()) {
      String key = key(frame);
      if (key.startsWith("version")) {
        checkVersion(string(frame));
        version = true;
      } else if (key.startsWith("max-frame-size")) {
        long largest = integer(frame);
        if (largest < SMALLEST || largest > LARGEST) {
          throw new Refused("max-frame-size too big or too small");
        }
        size = true;
      } else {
        skip(frame);
      }
    }
    if (!version) {
      throw new Refused("version value not found");
    }
    if (!size) {
      throw new Refused("max-frame-size value not found");
    }
  }

  private static void checkVersion(String version) throws Refused {
    if (!version.strip().matches("0*2\\.0+")) {
      throw new Refused("unsupported version");
    }
  }

  private static String key(ByteBuffer frame) throws Refused {
    String key = text(frame);
    if (key.isEmpty()) {
      throw new Refused(INVALID);
    }
    return key;
  }

  private static String string(ByteBuffer frame) throws Refused {
    if ((frame.get() & TYPE_MASK) != STRING) {
      throw new Refused(INVALID);
    }
    return text(frame);
  }

  private static long integer(ByteBuffer frame) throws Refused {
    int type = frame.get() & TYPE_MASK;
    if (type < 2 || type > 5) {
      throw new Refused(INVALID);
    }
    return varint(frame);
  }

  private static void skip(ByteBuffer frame) throws Refused {
    switch (frame.get() & TYPE_MASK) {
      case 2, 3, 4, 5 -> varint(frame);
      case 6 -> frame.getInt();
      case 7 -> {
        frame.getLong();
        frame.getLong();
      }
      case 8, 9 -> text(frame);
      default -> {}
    }
  }

  private static String text(ByteBuffer frame) throws Refused {
    long length = varint(frame);
    if (length < 0 || length > frame.remaining()) {
      throw new Refused(INVALID);
    }
    byte[] bytes = new byte[(int) length];
    frame.get(bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static long varint(ByteBuffer frame) {
    long value = frame.get() & 0xff;
    if (value < 240) {
      return value;
    }
    int octet;
    int shift = 4;
    do {
      octet = frame.get() & 0xff;
      value += (long) octet << shift;
      shift += 7;
    } while (octet >= 128);
    return value;
  }
}
