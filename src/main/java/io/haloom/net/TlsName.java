package io.haloom.net;

/** A distinguished name of a certificate; bytes are those of the certificate. */
public interface TlsName {

  /** All entries as {@code /C=FR/CN=name}; null where there is none. */
  byte[] oneLine();

  /** All entries as RFC 2253 writes them, the last first; null where there is none. */
  byte[] rfc2253();

  /**
   * The value of one entry.
   *
   * @param attribute OpenSSL's short name of its kind, or its number, in any case
   * @param occurrence which of that kind, from 1; from the end, from -1
   * @return null where there is none
   */
  byte[] entry(String attribute, int occurrence);
}
