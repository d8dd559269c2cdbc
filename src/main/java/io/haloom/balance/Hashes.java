package io.haloom.balance;

import io.haloom.model.BalanceConfig.HashFunction;

/** The hash functions of {@code hash-type}, on 32 bits, with HAProxy's results. */
final class Hashes {
  private Hashes() {}

  /**
   * The hash of some bytes.
   *
   * @param function {@code none} takes the bytes for a decimal number
   */
  static int hash(HashFunction function, byte[] key, int from, int to) {
    return switch (function) {
      case SDBM -> io.haloom.sample.Hashes.sdbm(key, from, to);
      case DJB2 -> io.haloom.sample.Hashes.djb2(key, from, to);
      case WT6 -> io.haloom.sample.Hashes.wt6(key, from, to);
      case CRC32 -> io.haloom.sample.Hashes.crc32(key, from, to);
      case NONE -> number(key, from, to);
    };
  }

  private static int number(byte[] key, int from, int to) {
    int value = 0;
    for (int i = from; i < to && key[i] >= '0' && key[i] <= '9'; i++) {
      value = value * 10 + key[i] - '0';
    }
    return value;
  }

  /**
   * {@code avalanche}: spreads every bit over all others (Bob Jenkins' integer hash), then over the
   * ring of consistent hashing.
   */
  static int avalanche(int hash) {
    return io.haloom.sample.Hashes.avalanche(hash);
  }
}
