package io.haloom.model.load.proxy;

import io.haloom.config.KeywordTable;
import io.haloom.model.BalanceConfig.HashFunction;
import io.haloom.model.BalanceConfig.HashType;
import io.haloom.model.load.draft.BackendDraft;
import io.haloom.model.load.line.ProxyLine;
import io.haloom.model.load.line.ProxyWord;
import io.haloom.model.load.word.LineException;

/**
 * {@code balance}, {@code hash-type} and {@code hash-balance-factor} (HAProxy manual, section 4.2).
 */
final class BalanceKeywords {
  private BalanceKeywords() {}

  static KeywordTable<ProxyWord> table() {
    KeywordTable.Builder<ProxyWord> table = KeywordTable.builder();
    table.yes("balance", BalanceKeywords::balance);
    table.yes("hash-type", BalanceKeywords::hashType);
    table.yes("hash-balance-factor", BalanceKeywords::hashBalanceFactor);
    return table.build();
  }

  private static void balance(ProxyLine line) throws LineException {
    line.wantsBackend("balance");
    new BalanceParser(line).parse();
  }

  private static void hashType(ProxyLine line) throws LineException {
    line.wantsBackend("hash-type");
    BackendDraft backend = line.proxy().backend;
    backend.hashType =
        switch (line.word(1)) {
          case "consistent" -> HashType.CONSISTENT;
          case "map-based" -> HashType.MAP_BASED;
          case "avalanche" ->
              throw new LineException(
                  "experimental feature 'hash-type avalanche' is not supported anymore, please use"
                      + " 'hash-type map-based sdbm avalanche' instead.");
          default ->
              throw new LineException("'hash-type' only supports 'consistent' and 'map-based'.");
        };
    backend.hashFunction = function(line.word(2));
    backend.avalanche = line.word(3).equals("avalanche");
    if (!line.has(2)) {
      backend.avalanche = backend.hashType == HashType.CONSISTENT;
    } else if (line.has(3) && !backend.avalanche) {
      throw new LineException(
          "'hash-type' only supports 'avalanche' as a modifier for hash functions.");
    }
  }

  private static HashFunction function(String word) throws LineException {
    return switch (word) {
      case "", "sdbm" -> HashFunction.SDBM;
      case "djb2" -> HashFunction.DJB2;
      case "wt6" -> HashFunction.WT6;
      case "crc32" -> HashFunction.CRC32;
      default ->
          throw new LineException(
              "'hash-type' only supports 'sdbm', 'djb2', 'crc32', or 'wt6' hash functions.");
    };
  }

  private static void hashBalanceFactor(ProxyLine line) throws LineException {
    if (!line.has(1)) {
      throw new LineException("'hash-balance-factor' expects an integer argument.");
    }
    int factor = line.integer(1);
    if (factor != 0 && factor <= 100) {
      throw new LineException("'hash-balance-factor' must be 0 or greater than 100.");
    }
    line.proxy().backend.hashBalanceFactor = factor;
  }
}
