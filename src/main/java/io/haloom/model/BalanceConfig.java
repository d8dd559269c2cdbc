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
 * @param input what is hashed; null where the algorithm hashes nothing of a session
 */
public record BalanceConfig(
    Algorithm algorithm,
    int draws,
    HashType hashType,
    HashFunction function,
    boolean avalanche,
    int balanceFactor,
    HashInput input) {

  /** {@code balance}'s first word. */
  public enum Algorithm {
    ROUNDROBIN("roundrobin"),
    STATIC_RR("static-rr"),
    LEASTCONN("leastconn"),
    FIRST("first"),
    SOURCE("source"),
    RANDOM("random"),
    URI("uri"),
    URL_PARAM("url_param"),
    HDR("hdr"),
    RDP_COOKIE("rdp-cookie"),
    HASH("hash");

    private final String word;

    Algorithm(String word) {
      this.word = word;
    }

    /** As statistics name it. */
    public String word() {
      return word;
    }

    /** Whether it needs a request of HTTP. */
    public boolean needsHttp() {
      return this == URI || this == URL_PARAM || this == HDR;
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
    CRC32
  }

  /**
   * Whether weights follow {@code set weight} and slow starts, and servers may be added and removed
   * while it runs.
   */
  public boolean isDynamic() {
    return switch (algorithm) {
      case ROUNDROBIN, LEASTCONN, FIRST, RANDOM -> true;
      case STATIC_RR -> false;
      case SOURCE, URI, URL_PARAM, HDR, RDP_COOKIE, HASH -> hashType == HashType.CONSISTENT;
    };
  }

  /** Whether it insists on a server for a key, so that a retry has to stay there. */
  public boolean hashes() {
    return input != null;
  }
}
