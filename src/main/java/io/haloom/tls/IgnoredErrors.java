package io.haloom.tls;

import java.util.BitSet;

/** Which errors of certificates do not count ({@code ca-ignore-err}, {@code crt-ignore-err}). */
public final class IgnoredErrors {
  /** Instead of numbers. */
  public static final String ALL = "all";

  /** The highest of OpenSSL's codes ({@code X509_V_ERR_*}). */
  public static final int LAST = 94;

  private IgnoredErrors() {}

  /**
   * Their codes.
   *
   * @param list numbers and {@link #ALL}, divided by commas; or null for none
   */
  static BitSet parse(String list) {
    BitSet codes = new BitSet(LAST + 1);
    if (list != null) {
      for (String one : list.split(",", -1)) {
        if (one.equals(ALL)) {
          codes.set(1, LAST + 1);
        } else {
          codes.set(Integer.parseInt(one));
        }
      }
    }
    return codes;
  }
}
