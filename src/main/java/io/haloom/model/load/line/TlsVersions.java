package io.haloom.model.load.line;

import java.util.Map;
import java.util.Set;

/** Words that say which versions of TLS are spoken. */
public final class TlsVersions {
  private static final Map<String, String> FORCED =
      Map.of(
          "force-sslv3", "SSLv3",
          "force-tlsv10", "TLSv1.0",
          "force-tlsv11", "TLSv1.1",
          "force-tlsv12", "TLSv1.2",
          "force-tlsv13", "TLSv1.3");

  /** Those that leave one version alone. */
  public static final Set<String> FORCING = FORCED.keySet();

  private TlsVersions() {}

  /** A forcing word is a lowest and a highest version, which words behind it may change. */
  public static void force(Map<String, String> words, String word) {
    words.put("ssl-min-ver", FORCED.get(word));
    words.put("ssl-max-ver", FORCED.get(word));
  }
}
