package io.haloom.tls;

import java.util.Set;

/**
 * What the global section says of TLS.
 *
 * @param certificates where relative names of certificates are looked for ({@code crt-base}), or
 *     null
 * @param authorities where those of {@code ca-file} are ({@code ca-base}), or null
 * @param extraFiles {@code ssl-load-extra-files}
 * @param withoutExtension {@code ssl-load-extra-del-ext}
 * @param cacheSize {@code tune.ssl.cachesize}, sessions
 * @param lifetime {@code tune.ssl.lifetime}, seconds
 * @param bind {@code ssl-default-bind-*}, as a bind line would say them
 * @param server {@code ssl-default-server-*}, as a server line would say them
 * @param kept what is kept of handshakes
 */
public record TlsGlobal(
    String certificates,
    String authorities,
    Set<String> extraFiles,
    boolean withoutExtension,
    int cacheSize,
    int lifetime,
    TlsWords bind,
    TlsWords server,
    Kept kept) {

  /**
   * What is kept of handshakes for fetches.
   *
   * @param helloBytes of a ClientHello, 0 for none of it ({@code tune.ssl.capture-buffer-size})
   * @param secrets the secrets of key logs ({@code tune.ssl.keylog})
   */
  public record Kept(int helloBytes, boolean secrets) {
    public static final Kept NOTHING = new Kept(0, false);
  }

  /** All that may lie beside a certificate. */
  public static final Set<String> EXTRA_FILES = Set.of("bundle", "sctl", "ocsp", "issuer", "key");

  /** Without a word about it. */
  public static final TlsGlobal DEFAULT =
      new TlsGlobal(
          null, null, EXTRA_FILES, false, 20000, 300, TlsWords.NONE, TlsWords.NONE, Kept.NOTHING);

  /** The same, but for what is kept of handshakes. */
  public TlsGlobal keeping(Kept other) {
    return new TlsGlobal(
        certificates,
        authorities,
        extraFiles,
        withoutExtension,
        cacheSize,
        lifetime,
        bind,
        server,
        other);
  }

  boolean loads(String kind) {
    return extraFiles.contains(kind);
  }

  /** Where a file of certificates of authorities is. */
  public String authorityPath(String written) {
    boolean isWhole = written.startsWith("/") || authorities == null;
    return isWhole ? written : authorities + "/" + written;
  }

  /** Where a certificate, or a folder of them, is. */
  public String certificatePath(String written) {
    return written.startsWith("/") || certificates == null ? written : certificates + "/" + written;
  }

  /** What the names of extra files begin with. */
  String stem(String path) {
    return withoutExtension && path.endsWith(".crt") ? path.substring(0, path.length() - 4) : path;
  }
}
