package io.haloom.net.tls;

import io.haloom.net.TlsException;

/** Where OpenSSL gets its algorithms from, for the whole process. */
public final class Providers {
  private static final LibTickets CALLS = OpenSsl.TICKETS;

  private Providers() {}

  /**
   * Loads one.
   *
   * @throws TlsException in HAProxy's words
   */
  public static void load(String name) throws TlsException {
    long provider = CALLS.OSSL_PROVIDER_load(0, name);
    OpenSsl.CRYPTO.ERR_clear_error();
    if (provider == 0) {
      throw new TlsException("ssl-provider " + name + ": unknown provider");
    }
  }

  /** Where they are looked for from now on. */
  public static void path(String folder) {
    CALLS.OSSL_PROVIDER_set_default_search_path(0, folder);
  }

  /** Which of several algorithms are preferred or demanded; false where that is no query. */
  public static boolean query(String properties) {
    boolean good = CALLS.EVP_set_default_properties(0, properties) == 1;
    OpenSsl.CRYPTO.ERR_clear_error();
    return good;
  }
}
