package io.haloom.model;

/**
 * {@code balance}, {@code hash-type} and {@code hash-balance-factor}.
 *
 * @param algorithm which one
 * @param draws {@code random(draws)}, 2 by default
 * @param hashType how a hash becomes a server
 * @param function the hash function
 * @param avalanche whether the {@code avalanche} modifier follows the function
 * @param balanceFactor {@code hash-balance-factor}, percent, 0 for none
 */
public record BalanceConfig(
    Algorithm algorithm,
    int draws,
    HashType hashType,
    HashFunction function,
    boolean avalanche,
    int balanceFactor) {

  /** {@code balance}'s first word. */
  public enum Algorithm {
    ROUNDROBIN("roundrobin"),
    STATIC_RR("static-rr"),
    LEASTCONN("leastconn"),
    FIRST("first"),
    SOURCE("source"),
    RANDOM("random");

    private final String word;

    Algorithm(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  /** {@code hash-type}'s first word. */
  public enum HashType {
    MAP_BASED,
    CONSISTENT
  }

  /** {@code hash-type}'s second word. */
  public enum HashFunction {
    SDBM,
    DJB2,
    WT6,
    CRC32,
    NONE
  }
}
