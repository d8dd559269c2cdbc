package io.haloom.config;

/**
 * What this program is, and which HAProxy it stands in for. Tools read the latter where HAProxy
 * prints its version, so it comes first there and Haloom's own follows it.
 */
public final class ProductVersion {
  /** Haloom's own version. */
  public static final String HALOOM = "0.1.0";

  /** The HAProxy version whose language, messages and tables these are. */
  public static final String HAPROXY = "2.6.12";

  /** HAProxy's version with ours after it, as one word: what HAProxy calls its version. */
  public static final String FULL = HAPROXY + "-haloom-" + HALOOM;

  /** When this version was made, {@code year/month/day}. */
  public static final String RELEASE_DATE = "2026/11/22";

  private ProductVersion() {}
}
