package io.haloom.http.h2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.http.h2.H2FieldRules.Verdict;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Field blocks and frames made of valid ones by a seeded generator: no exception but our own
 * escapes, no table is larger than was said, and what passes cannot mean two things. {@code
 * -Dhaloom.fuzz.hpack=N} tries N of each, {@code -Dhaloom.fuzz.seed=N} others.
 */
@Timeout(3600)
class HpackFuzzTest {
  private static final int INPUTS = Integer.getInteger("haloom.fuzz.hpack", 20_000);
  private static final long SEED = Long.getLong("haloom.fuzz.seed", 20_261_201);
  private static final int TABLE = 4096;
  private static final int LIST = 16_384;
  private static final int LARGEST_BLOCK = 32_768;

  /** Three numbers for each of 128 fields, and a ring. */
  private static final int HELD = TABLE + 3 * 4 * 128;

  private final Random random = new Random(SEED);
  private final FieldMaker maker = new FieldMaker(random);
  private final FieldBytes bytes = new FieldBytes();
  private final H2FieldRules rules = new H2FieldRules(bytes, this::kept);

  private HpackEncoder encoder;
  private HpackDecoder decoder;
  private int counted;

  @Test
  void blocks() {
    begin();
    int read = 0;
    for (int i = 0; i < INPUTS; i++) {
      byte[] block = mutated(Fields.encode(encoder, maker.next()));
      Supplier<String> message = () -> HexFormat.of().formatHex(block);
      read += decode(block, message) ? 1 : 0;
      assertBounded(message);
    }
    // A test in which nothing passes, or everything, tests nothing.
    assertTrue(read > INPUTS / 10 && read < INPUTS - INPUTS / 10, "" + read);
  }

  private void begin() {
    encoder = new HpackEncoder(TABLE);
    decoder = new HpackDecoder(TABLE, LIST);
  }

  private boolean decode(byte[] block, Supplier<String> message) {
    bytes.renew();
    counted = 0;
    switch (random.nextInt(3)) {
      case 0 -> rules.request(false, true);
      case 1 -> rules.response();
      default -> rules.trailers();
    }
    try {
      decoder.decode(block, 0, block.length, bytes, this::field);
      assertTrue(counted <= LIST, message);
    } catch (HpackException e) {
      assertEquals(ErrorCode.COMPRESSION_ERROR, e.code());
      begin();
      return false;
    }
    if (rules.end() == Verdict.RIGHT) {
      assertEquals(null, rules.reason());
    }
    return true;
  }

  private void field(int nameFrom, int valueFrom, int valueTo, boolean neverIndexed) {
    assertTrue(nameFrom <= valueFrom && valueFrom <= valueTo && valueTo == bytes.length());
    counted += valueTo - nameFrom + HpackTable.OVERHEAD;
    rules.field(nameFrom, valueFrom, valueTo, neverIndexed);
  }

  /** What the rules pass on can be written into lines of HTTP/1. */
  private void kept(int nameFrom, int valueFrom, int valueTo, boolean neverIndexed) {
    assertTrue(nameFrom < valueFrom);
    for (int at = nameFrom; at < valueTo; at++) {
      byte c = bytes.array()[at];
      assertTrue(c != '\r' && c != '\n' && c != 0 && (at >= valueFrom || c != ':' && c != ' '));
    }
  }

  private void assertBounded(Supplier<String> message) {
    HpackTable table = decoder.table();
    assertTrue(table.size() <= table.maxSize() && table.maxSize() <= TABLE, message);
    assertTrue(table.held() <= HELD, message);
    assertTrue(bytes.array().length <= 2 * (LIST + 2 * LARGEST_BLOCK), message);
    int size = 0;
    for (int i = 1; i <= table.count(); i++) {
      int index = StaticTable.COUNT + i;
      size += table.nameLength(index) + table.valueLength(index) + HpackTable.OVERHEAD;
    }
    assertEquals(size, table.size(), message);
  }

  /** Some stay as they are, so that tables fill. */
  private byte[] mutated(byte[] valid) {
    byte[] block = valid;
    int changes = random.nextInt(3) == 0 ? 1 + random.nextInt(4) : 0;
    for (int i = 0; i < changes; i++) {
      block = changed(block);
    }
    return block.length > LARGEST_BLOCK ? Arrays.copyOf(block, LARGEST_BLOCK) : block;
  }

  private byte[] changed(byte[] block) {
    int at = random.nextInt(block.length + 1);
    byte[] tail = Arrays.copyOfRange(block, at, block.length);
    return switch (random.nextInt(6)) {
      case 0 -> Arrays.copyOf(block, at);
      case 1 -> joined(Arrays.copyOf(block, at), noise(), tail);
      case 2 -> joined(Arrays.copyOf(block, at), tail.length == 0 ? tail : rest(tail));
      case 3 -> joined(block, Arrays.copyOf(block, at));
      case 4 -> joined(Arrays.copyOf(block, at), new byte[] {(byte) special()}, tail);
      default -> {
        byte[] flipped = block.clone();
        if (at < block.length) {
          flipped[at] ^= (byte) (1 << random.nextInt(8));
        }
        yield flipped;
      }
    };
  }

  private byte[] rest(byte[] tail) {
    return Arrays.copyOfRange(tail, Math.min(tail.length, 1 + random.nextInt(4)), tail.length);
  }

  private byte[] noise() {
    byte[] noise = new byte[1 + random.nextInt(6)];
    random.nextBytes(noise);
    return noise;
  }

  private int special() {
    int[] bytes = {0x00, 0x0f, 0x10, 0x1f, 0x20, 0x3f, 0x40, 0x7f, 0x80, 0xbe, 0xc0, 0xff};
    return bytes[random.nextInt(bytes.length)];
  }

  private static byte[] joined(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    ByteBuffer all = ByteBuffer.allocate(length);
    for (byte[] part : parts) {
      all.put(part);
    }
    return all.array();
  }

  @Test
  void frames() {
    FrameHeader header = new FrameHeader();
    FramePayload payload = new FramePayload();
    byte[] frame = new byte[FrameHeader.LENGTH + 64];
    ByteBuffer buffer = ByteBuffer.wrap(frame);
    for (int i = 0; i < INPUTS; i++) {
      random.nextBytes(frame);
      buffer.putInt(0, random.nextInt(40) << 8 | random.nextInt(11));
      buffer.putInt(5, random.nextInt(3));
      String message = HexFormat.of().formatHex(frame);
      try {
        header.parse(buffer, 0);
        header.check(30);
        assertTrue(FramePayload.needed(header) <= header.length(), message);
        payload.parse(header, buffer, FrameHeader.LENGTH);
        assertTrue(payload.from() <= payload.to(), message);
        assertEquals(
            FrameHeader.LENGTH + header.length(), payload.to() + payload.padding(), message);
        if (header.type() == FrameType.SETTINGS) {
          new Settings().read(buffer, payload.from(), payload.to(), random.nextBoolean());
        }
      } catch (H2Exception e) {
        assertTrue(e.stream() == 0 || e.stream() == header.stream(), message);
      }
    }
  }
}
