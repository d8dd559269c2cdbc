package io.haloom.sample.convert;

import io.haloom.sample.Sample;
import java.util.Set;

/**
 * A field of a message, perhaps in messages inside it (Protocol Buffers, "Encoding").
 *
 * @param path numbers from the outermost message's field to the one wanted
 * @param type what its value is; null leaves the bytes as they are
 */
record ProtobufField(int[] path, String type) {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int DELIMITED = 2;
  private static final int FIXED32 = 5;

  private static final Set<String> PLAIN =
      Set.of("int32", "uint32", "int64", "uint64", "bool", "enum");
  private static final Set<String> ZIGZAG = Set.of("sint32", "sint64");
  private static final Set<String> FOUR = Set.of("fixed32", "sfixed32", "float");
  private static final Set<String> EIGHT = Set.of("fixed64", "sfixed64", "double");

  static boolean isType(String name) {
    return PLAIN.contains(name)
        || ZIGZAG.contains(name)
        || FOUR.contains(name)
        || EIGHT.contains(name);
  }

  /** Puts the first such field between two offsets into the sample; false where there is none. */
  boolean find(Sample sample, int from, int to) {
    return find(new Reader(sample.bytes(), from, to), 0, sample);
  }

  private boolean find(Reader reader, int depth, Sample sample) {
    while (reader.at < reader.end) {
      long key = reader.varint();
      int wire = (int) key & 7;
      int start = reader.at;
      int size = reader.size(wire);
      if (reader.failed) {
        return false;
      }
      start = wire == DELIMITED ? reader.at : start;
      if (key >>> 3 == path[depth]) {
        if (depth == path.length - 1) {
          return put(reader.bytes, start, size, wire, sample);
        }
        Reader inner = new Reader(reader.bytes, start, start + size);
        if (wire == DELIMITED && find(inner, depth + 1, sample)) {
          return true;
        }
      }
      reader.at = start + size;
    }
    return false;
  }

  private boolean put(byte[] bytes, int start, int size, int wire, Sample sample) {
    if (type == null) {
      sample.setBinary(bytes, start, size);
      return true;
    }
    switch (wire) {
      case VARINT -> {
        long value = new Reader(bytes, start, start + size).varint();
        sample.setInt(ZIGZAG.contains(type) ? value >>> 1 ^ -(value & 1) : value);
        return PLAIN.contains(type) || ZIGZAG.contains(type);
      }
      case FIXED32 -> {
        int value = (int) littleEndian(bytes, start, size);
        boolean real = type.equals("float");
        sample.setInt(
            real
                ? (long) Float.intBitsToFloat(value)
                : type.equals("sfixed32") ? value : value & 0xFFFFFFFFL);
        return FOUR.contains(type);
      }
      case FIXED64 -> {
        long value = littleEndian(bytes, start, size);
        sample.setInt(type.equals("double") ? (long) Double.longBitsToDouble(value) : value);
        return EIGHT.contains(type);
      }
      default -> {
        return false;
      }
    }
  }

  private static long littleEndian(byte[] bytes, int from, int size) {
    long value = 0;
    for (int i = size - 1; i >= 0; i--) {
      value = value << 8 | bytes[from + i] & 0xFF;
    }
    return value;
  }

  /** Goes over the fields of one message. */
  private static final class Reader {
    private final byte[] bytes;
    private final int end;
    private int at;
    private boolean failed;

    Reader(byte[] bytes, int at, int end) {
      this.bytes = bytes;
      this.at = at;
      this.end = end;
    }

    long varint() {
      long value = 0;
      for (int shift = 0; shift <= 63 && at < end; shift += 7) {
        byte next = bytes[at++];
        value |= (long) (next & 0x7F) << shift;
        if (next >= 0) {
          return value;
        }
      }
      failed = true;
      return 0;
    }

    /** Bytes of the value here; a length before it is read over. */
    int size(int wire) {
      long size =
          switch (wire) {
            case VARINT -> varintSize();
            case FIXED64 -> 8;
            case FIXED32 -> 4;
            case DELIMITED -> varint();
            default -> -1;
          };
      failed |= size < 0 || size > end - at;
      return failed ? 0 : (int) size;
    }

    private int varintSize() {
      int start = at;
      varint();
      int size = at - start;
      at = start;
      return size;
    }
  }
}
