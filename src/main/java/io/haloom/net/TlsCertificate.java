package io.haloom.net;

/**
 * A certificate of a connection. Valid as long as the facts it was asked of are; texts are those of
 * OpenSSL, null where it has none.
 */
public interface TlsCertificate {

  /** All of it. */
  byte[] der();

  /** The magnitude of its number, most significant byte first. */
  byte[] serial();

  /** SHA-1 of {@link #der}. */
  byte[] sha1();

  /** 1 to 3. */
  int version();

  /** The short name of what its key is for. */
  String keyAlgorithm();

  /** What its key is, and how many bits it has: {@code RSA2048}, {@code EC256}, {@code DSA1024}. */
  String keyText();

  /** The short name of what it is signed with. */
  String signatureAlgorithm();

  /**
   * When it begins to be valid, {@code YYMMDDhhmmssZ}; null where it is of no year 2000 to 2099.
   */
  byte[] notBefore();

  /** When it ends to be valid, as {@link #notBefore}. */
  byte[] notAfter();

  /** When it begins to be valid, as OpenSSL shows it: {@code Jan 1 00:00:00 2020 GMT}. */
  String notBeforeText();

  /** When it ends to be valid, as {@link #notBeforeText}. */
  String notAfterText();

  TlsName subject();

  TlsName issuer();
}
