package io.haloom.sample;

import java.nio.ByteBuffer;

/**
 * Hash functions of HAProxy, on 32 bits, for converters and {@code hash-type}. Keys are bytes from
 * an index of a buffer to another, wherever its position is.
 */
public final class Hashes {
  private Hashes() {}

  public static int sdbm(ByteBuffer key, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = (key.get(i) & 0xff) + hash * 65599;
    }
    return hash;
  }

  public static int djb2(ByteBuffer key, int from, int to) {
    int hash = 5381;
    for (int i = from; i < to; i++) {
      hash = hash * 33 + (key.get(i) & 0xff);
    }
    return hash;
  }

  /** Two words that rotate by amounts taken from themselves. */
  public static int wt6(ByteBuffer key, int from, int to) {
    int low = 0xa53c965a;
    int high = 0x5ca6953a;
    int lowTurn = 6;
    int highTurn = 18;
    for (int i = from; i < to; i++) {
      int mixed = ~(low ^ key.get(i) & 0xff);
      int added = ~(high + (key.get(i) & 0xff));
      low = Integer.rotateLeft(added, lowTurn);
      high = Integer.rotateLeft(mixed, highTurn);
      int turns = (low >>> 16 ^ high) & 0xffff;
      lowTurn = turns & 0x1f;
      highTurn = turns >>> 11;
    }
    return low ^ high;
  }

  public static int crc32(ByteBuffer key, int from, int to) {
    java.util.zip.CRC32 crc = new java.util.zip.CRC32();
    crc.update(key.slice(from, to - from));
    return (int) crc.getValue();
  }

  /** RFC 4960, appendix B. */
  public static int crc32c(ByteBuffer key, int from, int to) {
    java.util.zip.CRC32C crc = new java.util.zip.CRC32C();
    crc.update(key.slice(from, to - from));
    return (int) crc.getValue();
  }

  /** Spreads every bit over all others (Bob Jenkins' integer hash, and one multiplication). */
  public static int avalanche(int hash) {
    int a = hash;
    a = a + 0x7ed55d16 + (a << 12);
    a = a ^ 0xc761c23c ^ a >>> 19;
    a = a + 0x165667b1 + (a << 5);
    a = a + 0xd3a2646c ^ a << 9;
    a = a + 0xfd7046c5 + (a << 3);
    a = a ^ 0xb55a4f09 ^ a >>> 16;
    return a * 0xc0000001;
  }
}
