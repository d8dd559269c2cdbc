package io.haloom.tls;

import io.haloom.net.tls.IssuerChains;
import java.util.Set;

/**
 * What the global section says of TLS.
 *
 * @param files about files of certificates
 * @param cacheSize {@code tune.ssl.cachesize}, sessions
 * @param lifetime {@code tune.ssl.lifetime}, seconds
 * @param bind {@code ssl-default-bind-*}, as a bind line would say them
 * @param server {@code ssl-default-server-*}, as a server line would say them
 * @param tuning how handshakes and records are made
 * @param kept what is kept of handshakes
 */
public record TlsGlobal(
    Files files,
    int cacheSize,
    int lifetime,
    TlsWords bind,
    TlsWords server,
    TlsTuning tuning,
    Kept kept) {
  /** Without a word about it. */
  public static final TlsGlobal DEFAULT =
      new TlsGlobal(
          Files.DEFAULT, 20000, 300, TlsWords.NONE, TlsWords.NONE, TlsTuning.DEFAULT, Kept.NOTHING);

  /**
   * What is kept of handshakes for fetches.
   *
   * @param helloBytes of a ClientHello, 0 for none of it ({@code tune.ssl.capture-buffer-size})
   * @param secrets the secrets of key logs ({@code tune.ssl.keylog})
   */
  public record Kept(int helloBytes, boolean secrets) {
    public static final Kept NOTHING = new Kept(0, false);
  }

  /**
   * About files of certificates.
   *
   * @param certificates where relative names of certificates are looked for ({@code crt-base}), or
   *     null
   * @param authorities where those of {@code ca-file} are ({@code ca-base}), or null
   * @param extra {@code ssl-load-extra-files}
   * @param withoutExtension {@code ssl-load-extra-del-ext}
   * @param chains for certificates that have none ({@code issuers-chain-path}), or null
   */
  public record Files(
      String certificates,
      String authorities,
      Set<String> extra,
      boolean withoutExtension,
      IssuerChains chains) {
    /** All that may lie beside a certificate. */
    public static final Set<String> EXTRA = Set.of("bundle", "sctl", "ocsp", "issuer", "key");

    public static final Files DEFAULT = new Files(null, null, EXTRA, false, null);

    /** The same parts, of which the certificate has a chain where there is one for it. */
    CertificateParts complete(CertificateParts parts) {
      if (chains != null && parts.certificate() != null) {
        parts.certificate().complete(chains);
      }
      return parts;
    }

    /** Whether files of that kind are looked for. */
    boolean loads(String kind) {
      return extra.contains(kind);
    }

    /** What the names of extra files begin with. */
    String stem(String path) {
      return withoutExtension && path.endsWith(".crt")
          ? path.substring(0, path.length() - 4)
          : path;
    }
  }

  /** Where a certificate, or a folder of them, is. */
  public String certificatePath(String written) {
    return under(files.certificates, written);
  }

  /** Where a file of certificates of authorities is. */
  public String authorityPath(String written) {
    return under(files.authorities, written);
  }

  private static String under(String base, String written) {
    return base == null || written.startsWith("/") ? written : base + "/" + written;
  }
}
