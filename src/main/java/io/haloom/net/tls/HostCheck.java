package io.haloom.net.tls;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether a server's certificate is for the host it is taken for (RFC 6125, section 6.4.3, as
 * HAProxy reads it: also names that are common names count, and a wildcard may stand for a part of
 * the leftmost label).
 *
 * <p>OpenSSL asks while it verifies, on the thread that made the call. So this neither throws nor
 * parks.
 */
final class HostCheck {
  private static final LibTrust TRUST = OpenSsl.TRUST;

  /** By the {@code SSL*} of handshakes that are under way. */
  private static final Map<Long, HostCheck> UNDER_WAY = new ConcurrentHashMap<>();

  /** One for all contexts. */
  static final ClientVerification.Verify CALLBACK = HostCheck::verify;

  private final String host;
  private boolean differs;

  private HostCheck(String host) {
    this.host = host;
  }

  /** The certificate of that connection is to be for that host. */
  static HostCheck begin(long ssl, String host) {
    HostCheck check = new HostCheck(host);
    UNDER_WAY.put(ssl, check);
    return check;
  }

  /** Its handshake is over. */
  static void end(long ssl) {
    UNDER_WAY.remove(ssl);
  }

  /** Whether the certificate was found to be for another. */
  boolean differs() {
    return differs;
  }

  private static int verify(int good, long store) {
    try {
      if (good == 0 || TRUST.X509_STORE_CTX_get_error_depth(store) != 0) {
        return good;
      }
      long ssl =
          TRUST.X509_STORE_CTX_get_ex_data(store, TRUST.SSL_get_ex_data_X509_STORE_CTX_idx());
      HostCheck check = UNDER_WAY.get(ssl);
      return check == null || check.isFor(OpenSsl.SESSION.X509_STORE_CTX_get_current_cert(store))
          ? 1
          : 0;
    } catch (RuntimeException | Error e) {
      // Nothing may reach OpenSSL, and what is not known to be good is not.
      return 0;
    }
  }

  private boolean isFor(long certificate) {
    boolean found =
        certificate != 0
            && Certificate.names(certificate).stream().anyMatch(name -> matches(name, host));
    differs = !found;
    return found;
  }

  /** Whether a name of a certificate, perhaps with a wildcard, is that host's. */
  static boolean matches(String name, String host) {
    if (name.equalsIgnoreCase(host)) {
      return true;
    }
    int nameDot = name.indexOf('.');
    int hostDot = host.indexOf('.');
    int star = name.indexOf('*');
    boolean wild = star >= 0 && star < nameDot && name.lastIndexOf('*', nameDot) == star;
    if (!wild || hostDot < nameDot - 1) {
      return false;
    }
    String label = host.substring(0, hostDot).toLowerCase(Locale.ROOT);
    return name.substring(nameDot).equalsIgnoreCase(host.substring(hostDot))
        && label.startsWith(name.substring(0, star).toLowerCase(Locale.ROOT))
        && label.endsWith(name.substring(star + 1, nameDot).toLowerCase(Locale.ROOT));
  }
}
