package io.haloom.net.tls;

import io.haloom.net.TlsException;
import java.util.ArrayList;
import java.util.List;
import jnr.ffi.annotations.Delegate;

/** Where OpenSSL gets its algorithms from, for the whole process. */
public final class Providers {
  private static final LibTickets CALLS = OpenSsl.TICKETS;

  /** {@code OSSL_PROVIDER_do_all}; public because jnr-ffi demands it. */
  public interface Each {
    @Delegate
    int on(long provider, long argument);
  }

  private Providers() {}

  /** The names of those that are loaded; none where the system has no OpenSSL. */
  public static List<String> names() {
    List<String> names = new ArrayList<>();
    if (OpenSsl.isThere()) {
      List<Long> loaded = new ArrayList<>();
      // Kept until the call is over; it asks nothing of OpenSSL while that is busy.
      Each each = (provider, argument) -> loaded.add(provider) ? 1 : 0;
      CALLS.OSSL_PROVIDER_do_all(0, each, 0);
      loaded.forEach(provider -> names.add(CALLS.OSSL_PROVIDER_get0_name(provider)));
      OpenSsl.CRYPTO.ERR_clear_error();
    }
    return names;
  }

  /**
   * Loads one beside those that are there. The manual says that OpenSSL leaves out its own then,
   * but with HAProxy it stays: it has come with what the start has used before. To list them brings
   * it.
   *
   * @throws TlsException in HAProxy's words
   */
  public static void load(String name) throws TlsException {
    names();
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
