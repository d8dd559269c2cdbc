package io.haloom.sample.convert;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.HexFormat;

/** The hash function XXH3 on 64 bits (xxHash fast digest algorithm, version 0.2.0). */
final class Xxh3 {
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final byte[] SECRET =
      HexFormat.of()
          .parseHex(
              "b8fe6c3923a44bbe7c01812cf721ad1cded46de9839097db7240a4a4b7b3671f"
                  + "cb79e64eccc0e578825ad07dccff7221b8084674f743248ee03590e6813a264c"
                  + "3c2852bb91c300cb88d0658b1b532ea371644897a20df94e3819ef46a9deacd8a8"
                  + "fa763fe39c343ff9dcbbc7c70b4f1d8a51e04bcdb45931c89f7ec9d9787364ea"
                  + "c5ac8334d3ebc3c581a0fffa1363eb170ddd51b7f0da49d316552629d4689e2b"
                  + "16be587d47a1fc8ff8b8d17ad031ce45cb3a8f95160428afd7fbcabb4b407e");

  private static final long P32_1 = 0x9E3779B1L;
  private static final long P32_2 = 0x85EBCA77L;
  private static final long P32_3 = 0xC2B2AE3DL;
  private static final long L1 = 0x9E3779B185EBCA87L;
  private static final long L2 = 0xC2B2AE3D27D4EB4FL;
  private static final long L3 = 0x165667B19E3779F9L;
  private static final long L4 = 0x85EBCA77C2B2AE63L;
  private static final long L5 = 0x27D4EB2F165667C5L;
  private static final long MX1 = 0x165667919E3779F9L;
  private static final long MX2 = 0x9FB21C651E98DF25L;

  private static final int STRIPE = 64;
  private static final int STRIPES_PER_BLOCK = (SECRET.length - STRIPE) / 8;

  private final byte[] in;
  private final int from;
  private final int size;
  private final long seed;

  private Xxh3(byte[] in, int from, int size, long seed) {
    this.in = in;
    this.from = from;
    this.size = size;
    this.seed = seed;
  }

  /** The hash of {@code size} bytes. */
  static long hash64(byte[] in, int from, int size, long seed) {
    Xxh3 input = new Xxh3(in, from, size, seed);
    if (size <= 16) {
      return input.upTo16();
    }
    return size <= 128 ? input.upTo128() : size <= 240 ? input.upTo240() : input.large();
  }

  // --- short inputs ----------------------------------------------------------------------------

  private long upTo16() {
    if (size > 8) {
      long low = secret(24) ^ secret(32);
      long high = secret(40) ^ secret(48);
      low = low + seed ^ word(0);
      high = high - seed ^ word(size - 8);
      return avalanche(size + Long.reverseBytes(low) + high + folded(low, high));
    }
    if (size >= 4) {
      return upTo8();
    }
    if (size == 0) {
      return finished(seed ^ secret(56) ^ secret(64));
    }
    long all =
        (in[from] & 0xFFL) << 16
            | (in[from + (size >> 1)] & 0xFFL) << 24
            | in[from + size - 1] & 0xFFL
            | (long) size << 8;
    long key = ((int) INTS.get(SECRET, 0) ^ (int) INTS.get(SECRET, 4)) & 0xFFFFFFFFL;
    return finished(key + seed ^ all);
  }

  private long upTo8() {
    long first = (int) INTS.get(in, from) & 0xFFFFFFFFL;
    long last = (int) INTS.get(in, from + size - 4) & 0xFFFFFFFFL;
    long turned = seed ^ (long) Integer.reverseBytes((int) seed) << 32;
    long value = (secret(8) ^ secret(16)) - turned ^ (last | first << 32);
    value ^= Long.rotateLeft(value, 49) ^ Long.rotateLeft(value, 24);
    value *= MX2;
    value ^= (value >>> 35) + size;
    value *= MX2;
    return value ^ value >>> 28;
  }

  private long upTo128() {
    long sum = size * L1;
    for (int i = (size - 1) / 32; i >= 0; i--) {
      sum += mixed(16 * i, 32 * i) + mixed(size - 16 * i - 16, 32 * i + 16);
    }
    return avalanche(sum);
  }

  private long upTo240() {
    long sum = size * L1;
    for (int i = 0; i < 8; i++) {
      sum += mixed(16 * i, 16 * i);
    }
    sum = avalanche(sum);
    for (int i = 8; i < size / 16; i++) {
      sum += mixed(16 * i, 16 * (i - 8) + 3);
    }
    return avalanche(sum + mixed(size - 16, 119));
  }

  private long mixed(int at, int secretAt) {
    return folded(word(at) ^ secret(secretAt) + seed, word(at + 8) ^ secret(secretAt + 8) - seed);
  }

  // --- large inputs ----------------------------------------------------------------------------

  private long large() {
    byte[] secret = seededSecret();
    long[] lanes = {P32_3, L1, L2, L3, L4, P32_2, L5, P32_1};
    int stripes = (size - 1) / STRIPE;
    for (int i = 0; i < stripes; i++) {
      int inBlock = i % STRIPES_PER_BLOCK;
      accumulate(lanes, i * STRIPE, secret, 8 * inBlock);
      if (inBlock == STRIPES_PER_BLOCK - 1) {
        scramble(lanes, secret);
      }
    }
    accumulate(lanes, size - STRIPE, secret, SECRET.length - STRIPE - 7);
    long sum = size * L1;
    for (int i = 0; i < 4; i++) {
      long low = lanes[2 * i] ^ (long) LONGS.get(secret, 11 + 16 * i);
      sum += folded(low, lanes[2 * i + 1] ^ (long) LONGS.get(secret, 19 + 16 * i));
    }
    return avalanche(sum);
  }

  private byte[] seededSecret() {
    byte[] secret = SECRET.clone();
    for (int at = 0; seed != 0 && at < secret.length; at += 16) {
      LONGS.set(secret, at, secret(at) + seed);
      LONGS.set(secret, at + 8, secret(at + 8) - seed);
    }
    return secret;
  }

  private void accumulate(long[] lanes, int at, byte[] secret, int secretAt) {
    for (int lane = 0; lane < 8; lane++) {
      long value = word(at + 8 * lane);
      long key = value ^ (long) LONGS.get(secret, secretAt + 8 * lane);
      lanes[lane ^ 1] += value;
      lanes[lane] += (key & 0xFFFFFFFFL) * (key >>> 32);
    }
  }

  private static void scramble(long[] lanes, byte[] secret) {
    for (int lane = 0; lane < 8; lane++) {
      long value = lanes[lane];
      value ^= value >>> 47;
      value ^= (long) LONGS.get(secret, SECRET.length - STRIPE + 8 * lane);
      lanes[lane] = value * P32_1;
    }
  }

  // --- pieces ----------------------------------------------------------------------------------

  private long word(int at) {
    return (long) LONGS.get(in, from + at);
  }

  private static long secret(int at) {
    return (long) LONGS.get(SECRET, at);
  }

  /** Both halves of the 128-bit product. */
  private static long folded(long a, long b) {
    return a * b ^ Math.unsignedMultiplyHigh(a, b);
  }

  private static long avalanche(long sum) {
    long hash = (sum ^ sum >>> 37) * MX1;
    return hash ^ hash >>> 32;
  }

  private static long finished(long sum) {
    long hash = (sum ^ sum >>> 33) * L2;
    hash = (hash ^ hash >>> 29) * L3;
    return hash ^ hash >>> 32;
  }
}
