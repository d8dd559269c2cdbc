package io.haloom.http.h2;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** What fields are found by: hashes of names and values, eight bytes at a time. */
final class FieldHash {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** An odd number whose bits look random. */
  private static final long MIXER = 0x9E3779B97F4A7C15L;

  private static final long SIGNS = 0x8080808080808080L;
  private static final long EACH = 0x0101010101010101L;

  private FieldHash() {}

  /** The hash of a name in lower case. */
  static int of(byte[] bytes, int from, int to) {
    return of(0, bytes, from, to);
  }

  /** The hash of a value behind a name of that hash. */
  static int of(int before, byte[] bytes, int from, int to) {
    long hash = before + MIXER * (to - from + 1);
    int at = from;
    while (to - at >= Long.BYTES) {
      hash = mixed(hash ^ (long) WORD.get(bytes, at));
      at += Long.BYTES;
    }
    if (at < to) {
      hash = mixed(hash ^ tail(bytes, at, to));
    }
    return (int) (hash >>> Integer.SIZE);
  }

  private static long mixed(long hash) {
    long product = hash * MIXER;
    return product ^ product >>> 29;
  }

  private static long tail(byte[] bytes, int from, int to) {
    long word = 0;
    for (int at = to - 1; at >= from; at--) {
      word = word << Byte.SIZE | bytes[at] & 0xff;
    }
    return word;
  }

  /** Copies a name in lower case to the beginning of an array. */
  static void copyLower(byte[] bytes, int from, int to, byte[] into) {
    int length = to - from;
    int at = 0;
    while (length - at >= Long.BYTES) {
      WORD.set(into, at, lower((long) WORD.get(bytes, from + at)));
      at += Long.BYTES;
    }
    for (; at < length; at++) {
      byte c = bytes[from + at];
      into[at] = c >= 'A' && c <= 'Z' ? (byte) (c + 0x20) : c;
    }
  }

  /** Eight letters at once: a sum of seven bits has the eighth where it reaches that far. */
  private static long lower(long word) {
    long seven = word & ~SIGNS;
    long fromA = seven + EACH * (0x80 - 'A');
    long behindZ = seven + EACH * (0x7f - 'Z');
    long capitals = (fromA ^ behindZ) & ~word & SIGNS;
    return word | capitals >>> 2;
  }
}
