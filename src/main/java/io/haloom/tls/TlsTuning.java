package io.haloom.tls;

import io.haloom.net.tls.DhParameters;

/**
 * What the global section says of how handshakes and records are made.
 *
 * @param mostRecord bytes of a record at most, 0 for as many as there may be ({@code
 *     tune.ssl.hard-maxrecord})
 * @param usualRecord bytes of a record of one who does not stream, 0 for as many ({@code
 *     tune.ssl.maxrecord})
 * @param dhFile of {@code ssl-dh-param-file}, or null
 * @param dhBits {@code tune.ssl.default-dh-param}, 0 for none
 * @param withoutRoot whether certificates that are signed by themselves are left out of chains
 *     ({@code ssl-skip-self-issued-ca})
 * @param generated how many contexts of certificates that were made as they were asked for are kept
 *     ({@code tune.ssl.ssl-ctx-cache-size})
 * @param earlyData bytes that a client may send before a handshake is over, where {@code
 *     allow-0rtt} is said: what a buffer has room for
 */
public record TlsTuning(
    int mostRecord,
    int usualRecord,
    DhParameters dhFile,
    int dhBits,
    boolean withoutRoot,
    int generated,
    int earlyData) {
  /** Whether there may be none where some were asked for. */
  boolean mayLackDh() {
    return dhFile != null || dhBits > 0 && dhBits <= DhChoice.WEAK;
  }

  /** Without a word about it. */
  public static final TlsTuning DEFAULT = new TlsTuning(0, 0, null, 0, false, 1000, 15360);
}
