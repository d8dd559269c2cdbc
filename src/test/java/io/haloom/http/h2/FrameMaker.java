package io.haloom.http.h2;

import io.haloom.harness.H2Peer;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;

/** Makes the frames of a client's connection, and changes some of them. */
final class FrameMaker {
  private static final String[] PATHS = {"/", "/here", "/body", "/deny", "/large", "/?a=b"};
  private static final String[] ODD_FIELDS = {
    "connection: close",
    "transfer-encoding: chunked",
    "te: trailers",
    "content-length: 3",
    "content-length: 03, 3",
    "expect: 100-continue",
    "cookie: a=1",
    "cookie: b",
    "x: \0",
    "host: other",
    ":path: /again",
    "X-Upper: 1",
    "upgrade: websocket",
    "x: " + "y".repeat(300)
  };

  private final Random random;
  private HpackEncoder encoder = new HpackEncoder(HpackEncoder.DEFAULT_TABLE);
  private int stream;
  private byte[] before = {};

  FrameMaker(Random random) {
    this.random = random;
  }

  /** Begins another connection. */
  void begin() {
    encoder = new HpackEncoder(HpackEncoder.DEFAULT_TABLE);
    stream = -1;
  }

  /** The next frame, which may be several, or a part of one. */
  byte[] next() {
    byte[] made = right();
    byte[] frame = random.nextInt(6) == 0 ? changed(made) : made;
    before = made;
    return frame;
  }

  private byte[] right() {
    int some = Math.max(1, stream - 2 * random.nextInt(4));
    return switch (random.nextInt(16)) {
      case 0, 1, 2, 3 -> request();
      case 4, 5, 6 -> frame(FrameType.DATA, random.nextInt(2), some, bytes(random.nextInt(600)));
      case 7 -> trailers(some);
      case 8 -> frame(FrameType.RST_STREAM, 0, some, number(random.nextInt(16)));
      case 9 ->
          frame(FrameType.WINDOW_UPDATE, 0, random.nextBoolean() ? 0 : some, number(window()));
      case 10 -> frame(FrameType.PING, random.nextInt(2), 0, bytes(8));
      case 11 -> settings();
      case 12 -> frame(FrameType.PRIORITY, 0, some, bytes(5));
      case 13 -> padded(some);
      case 14 -> continued();
      default -> H2Peer.bytes(random.nextInt(256), random.nextInt(256), some, bytes(9));
    };
  }

  private int window() {
    return random.nextInt(20) == 0 ? random.nextInt() : 1 + random.nextInt(70_000);
  }

  private byte[] request() {
    stream += 2;
    int last = random.nextInt(3) > 0 ? FrameHeader.END_STREAM : 0;
    return frame(FrameType.HEADERS, last | FrameHeader.END_HEADERS, stream, block(head()));
  }

  private String[] head() {
    String method = random.nextInt(4) == 0 ? "POST" : "GET";
    String[] head = {
      ":method: " + method,
      ":scheme: http",
      ":path: " + PATHS[random.nextInt(PATHS.length)],
      ":authority: localhost",
      "x-a: " + random.nextInt(50)
    };
    if (random.nextInt(5) == 0) {
      head[random.nextInt(head.length)] = ODD_FIELDS[random.nextInt(ODD_FIELDS.length)];
    }
    return head;
  }

  private byte[] trailers(int of) {
    int flags = FrameHeader.END_HEADERS | random.nextInt(2);
    return frame(FrameType.HEADERS, flags, of, block("t: 1", "u: " + random.nextInt(9)));
  }

  private byte[] settings() {
    ByteBuffer payload = ByteBuffer.allocate(6 * random.nextInt(3));
    while (payload.hasRemaining()) {
      int value = random.nextInt(4) == 0 ? random.nextInt() : random.nextInt(100_000);
      payload.putShort((short) random.nextInt(10)).putInt(value);
    }
    return frame(FrameType.SETTINGS, 0, 0, payload.array());
  }

  private byte[] padded(int of) {
    byte[] payload = bytes(20);
    payload[0] = (byte) random.nextInt(24);
    return frame(FrameType.DATA, FrameHeader.PADDED | random.nextInt(2), of, payload);
  }

  /** A block in several frames. */
  private byte[] continued() {
    stream += 2;
    byte[] block = block(head());
    ByteBuffer all = ByteBuffer.allocate(block.length + 100 * FrameHeader.LENGTH);
    int pieces = 1 + random.nextInt(6);
    int size = block.length / pieces + 1;
    for (int at = 0; at < block.length; at += size) {
      byte[] part = Arrays.copyOfRange(block, at, Math.min(block.length, at + size));
      boolean end = at + size >= block.length;
      FrameType type = at == 0 ? FrameType.HEADERS : FrameType.CONTINUATION;
      int last = at == 0 ? FrameHeader.END_STREAM : 0;
      all.put(frame(type, last | (end ? FrameHeader.END_HEADERS : 0), stream, part));
    }
    return Arrays.copyOf(all.array(), all.position());
  }

  private byte[] block(String... fields) {
    ByteBuffer block = ByteBuffer.allocate(4096);
    encoder.begin(block);
    for (String field : fields) {
      int colon = field.indexOf(": ", 1);
      byte[] name = HeadEncoder.ascii(field.substring(0, colon));
      byte[] value = HeadEncoder.ascii(field.substring(colon + 2));
      encoder.name(name, 0, name.length);
      encoder.value(value, 0, value.length);
    }
    return Arrays.copyOf(block.array(), block.position());
  }

  private byte[] bytes(int length) {
    byte[] some = new byte[length];
    random.nextBytes(some);
    return some;
  }

  private static byte[] number(int value) {
    return ByteBuffer.allocate(4).putInt(value).array();
  }

  private static byte[] frame(FrameType type, int flags, int of, byte[] payload) {
    return H2Peer.bytes(type.code(), flags, of, payload);
  }

  // --- changes ---------------------------------------------------------------------------------

  private byte[] changed(byte[] right) {
    byte[] frame = right.clone();
    switch (random.nextInt(8)) {
      case 0 -> frame[random.nextInt(frame.length)] ^= (byte) (1 << random.nextInt(8));
      case 1 -> frame[3] = (byte) random.nextInt(11);
      case 2 -> frame[4] = (byte) random.nextInt(64);
      case 3 -> frame[8] = (byte) random.nextInt(stream + 8);
      case 4 -> frame[2] += (byte) (random.nextInt(7) - 3);
      case 5 -> {
        return Arrays.copyOf(frame, random.nextInt(frame.length + 1));
      }
      case 6 -> {
        return ByteBuffer.allocate(frame.length + before.length).put(before).put(frame).array();
      }
      default -> {
        for (int at = FrameHeader.LENGTH; at < frame.length; at++) {
          frame[at] = random.nextInt(10) == 0 ? (byte) random.nextInt() : frame[at];
        }
      }
    }
    return frame;
  }
}
