package io.haloom.tls;

import io.haloom.net.TlsException;
import io.haloom.net.tls.Certificate;
import io.haloom.net.tls.CertificateAuthority;
import io.haloom.net.tls.TlsContext;

/**
 * What clients of one bind line get who name a host that there is no certificate for ({@code
 * generate-certificates}): one that is made and signed then, and kept for the next.
 */
final class GeneratedContexts {
  private final TlsBind bind;
  private final CertificateAuthority authority;
  private final GeneratedCache cache;
  private final int most;

  private GeneratedContexts(TlsBind bind, Certificate authority, CertificateStore store) {
    this.bind = bind;
    this.authority = new CertificateAuthority(authority);
    this.cache = store.generated();
    this.most = store.global().tuning().generated();
  }

  /**
   * Reads who signs.
   *
   * @param file of {@code ca-sign-file}, or null
   * @throws TlsException in HAProxy's words
   */
  static GeneratedContexts read(
      TlsBind.Origin origin, String file, TlsBind bind, CertificateStore store)
      throws TlsException {
    String proxy = "Proxy '" + origin.proxy() + "': ";
    String place = " at [" + origin.location() + "].";
    if (file == null) {
      throw new TlsException(
          proxy
              + "cannot enable certificate generation, no CA certificate File configured"
              + place);
    }
    try {
      CertificateParts parts = new CertificateFiles(store.global().files()).read(file);
      return new GeneratedContexts(bind, parts.certificate(), store);
    } catch (TlsException e) {
      throw new TlsException(
          "%sFailed to read CA certificate file '%s'%s Chain loading failed: %s\n"
              .formatted(proxy, file, place, e.getMessage().stripTrailing()));
    }
  }

  /**
   * Finds it, or makes it.
   *
   * @param host in lower case
   * @param like whose key it has
   * @return null where that is used no more; a context that nobody can shake hands with where there
   *     can be no certificate for such a name, as with HAProxy
   */
  TlsContext find(String host, Certificate like) throws TlsException {
    GeneratedCache.Key key = new GeneratedCache.Key(bind, host);
    TlsContext known = cache.find(key);
    if (known != null) {
      return known;
    }
    TlsContext made = make(host, like);
    return made == null ? null : cache.keep(key, made, most);
  }

  private TlsContext make(String host, Certificate like) throws TlsException {
    Certificate certificate;
    try {
      certificate = authority.certify(host, like);
    } catch (TlsException e) {
      return bind.context(null, host);
    }
    if (certificate == null) {
      return null;
    }
    try (certificate) {
      return bind.context(certificate, host);
    }
  }
}
