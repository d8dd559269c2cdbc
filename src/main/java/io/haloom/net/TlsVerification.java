package io.haloom.net;

/**
 * What came of looking at the certificate of a connection's other end. Codes are those of OpenSSL,
 * 0 for none.
 *
 * @param isDone whether there was one to look at
 * @param result of all of it
 * @param authorityError the first error among the certificates above its own
 * @param authorityDepth how far above, from 1
 * @param ownError the first error of its own
 */
public record TlsVerification(
    boolean isDone, long result, int authorityError, int authorityDepth, int ownError) {
  /** Nothing was looked at. */
  public static final TlsVerification NONE = new TlsVerification(false, 0, 0, 0, 0);
}
