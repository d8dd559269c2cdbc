package io.haloom.sample;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The hash functions XXH32 and XXH64 (xxHash fast digest algorithm, version 0.1.1). */
public final class XxHash {
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int P1 = 0x9E3779B1;
  private static final int P2 = 0x85EBCA77;
  private static final int P3 = 0xC2B2AE3D;
  private static final int P4 = 0x27D4EB2F;
  private static final int P5 = 0x165667B1;

  private static final long L1 = 0x9E3779B185EBCA87L;
  private static final long L2 = 0xC2B2AE3D27D4EB4FL;
  private static final long L3 = 0x165667B19E3779F9L;
  private static final long L4 = 0x85EBCA77C2B2AE63L;
  private static final long L5 = 0x27D4EB2F165667C5L;

  private XxHash() {}

  /** The hash on 32 bits of {@code size} bytes. */
  public static int hash32(byte[] in, int from, int size, int seed) {
    int at = from;
    int end = from + size;
    int hash = seed + P5;
    if (size >= 16) {
      int[] lanes = {seed + P1 + P2, seed + P2, seed, seed - P1};
      for (; at + 16 <= end; at += 16) {
        for (int lane = 0; lane < 4; lane++) {
          int word = (int) INTS.get(in, at + 4 * lane);
          lanes[lane] = Integer.rotateLeft(lanes[lane] + word * P2, 13) * P1;
        }
      }
      hash = 0;
      int[] turns = {1, 7, 12, 18};
      for (int lane = 0; lane < 4; lane++) {
        hash += Integer.rotateLeft(lanes[lane], turns[lane]);
      }
    }
    hash += size;
    for (; at + 4 <= end; at += 4) {
      hash = Integer.rotateLeft(hash + (int) INTS.get(in, at) * P3, 17) * P4;
    }
    for (; at < end; at++) {
      hash = Integer.rotateLeft(hash + (in[at] & 0xFF) * P5, 11) * P1;
    }
    hash = (hash ^ hash >>> 15) * P2;
    hash = (hash ^ hash >>> 13) * P3;
    return hash ^ hash >>> 16;
  }

  /** The hash on 64 bits of {@code size} bytes. */
  public static long hash64(byte[] in, int from, int size, long seed) {
    int at = from;
    int end = from + size;
    long hash = seed + L5;
    if (size >= 32) {
      long[] lanes = {seed + L1 + L2, seed + L2, seed, seed - L1};
      for (; at + 32 <= end; at += 32) {
        for (int lane = 0; lane < 4; lane++) {
          lanes[lane] = round(lanes[lane], (long) LONGS.get(in, at + 8 * lane));
        }
      }
      hash = merged(lanes);
    }
    hash += size;
    for (; at + 8 <= end; at += 8) {
      hash = Long.rotateLeft(hash ^ round(0, (long) LONGS.get(in, at)), 27) * L1 + L4;
    }
    if (at + 4 <= end) {
      hash = Long.rotateLeft(hash ^ ((int) INTS.get(in, at) & 0xFFFFFFFFL) * L1, 23) * L2 + L3;
      at += 4;
    }
    for (; at < end; at++) {
      hash = Long.rotateLeft(hash ^ (in[at] & 0xFF) * L5, 11) * L1;
    }
    hash = (hash ^ hash >>> 33) * L2;
    hash = (hash ^ hash >>> 29) * L3;
    return hash ^ hash >>> 32;
  }

  private static long merged(long[] lanes) {
    int[] turns = {1, 7, 12, 18};
    long hash = 0;
    for (int lane = 0; lane < 4; lane++) {
      hash += Long.rotateLeft(lanes[lane], turns[lane]);
    }
    for (long lane : lanes) {
      hash = (hash ^ round(0, lane)) * L1 + L4;
    }
    return hash;
  }

  private static long round(long lane, long word) {
    return Long.rotateLeft(lane + word * L2, 31) * L1;
  }
}
