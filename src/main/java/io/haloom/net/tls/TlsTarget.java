package io.haloom.net.tls;

/**
 * What a connection asks its server for.
 *
 * @param serverName the host it names, or null
 * @param alpn the protocols it offers, each behind a byte of its length; empty for none
 * @param verifyHost the host that the certificate is to be for where none is named, or null
 * @param sessions what may be resumed, and where to keep what the server gives; null for none
 */
public record TlsTarget(
    String serverName, byte[] alpn, String verifyHost, ResumableSessions sessions) {
  /** Nothing. */
  public static final TlsTarget ANY = new TlsTarget(null, new byte[0], null, null);
}
