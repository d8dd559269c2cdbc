package io.haloom.net.tls;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What OpenSSL calls ciphers. */
final class CipherNames {
  private static final LibSsl SSL = OpenSsl.SSL;

  /** By {@code SSL_CIPHER*}, which live as long as the library. */
  private static final Map<Long, String> NAMES = new ConcurrentHashMap<>();

  private CipherNames() {}

  /** The name of a {@code SSL_CIPHER*}. */
  static String of(long cipher) {
    return NAMES.computeIfAbsent(cipher, SSL::SSL_CIPHER_get_name);
  }

  /** The name of a suite by its number on the wire, or null. */
  static String ofSuite(int suite) {
    try (NativeBytes number = NativeBytes.room(2)) {
      number.put(0, suite >> 8);
      number.put(1, suite);
      long found = OpenSsl.FACTS.SSL_CIPHER_find(Any.CONNECTION, number.address());
      return found == 0 ? null : of(found);
    }
  }

  /** A connection that knows all cipher suites, for those that never came so far. */
  private static final class Any {
    static final long CONNECTION = SSL.SSL_new(SSL.SSL_CTX_new(SSL.TLS_server_method()));
  }
}
