package io.haloom.balance;

import io.haloom.model.BalanceConfig.HashFunction;
import io.haloom.sample.Hashes;
import java.nio.ByteBuffer;

/** The functions of {@code hash-type}, on bytes where they lie. */
final class HashedBytes {
  private HashedBytes() {}

  /** The hash of the bytes from index {@code from} to before {@code to}, unsigned. */
  static long hash(HashFunction function, ByteBuffer bytes, int from, int to) {
    int hash =
        switch (function) {
          case SDBM -> Hashes.sdbm(bytes, from, to);
          case DJB2 -> Hashes.djb2(bytes, from, to);
          case WT6 -> Hashes.wt6(bytes, from, to);
          case CRC32 -> Hashes.crc32(bytes, from, to);
        };
    return hash & 0xffffffffL;
  }
}
