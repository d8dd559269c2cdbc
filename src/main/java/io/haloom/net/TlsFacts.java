package io.haloom.net;

/**
 * What the two ends of a connection agreed on, and what each showed of itself. Texts are those of
 * OpenSSL; what is not known is null. Asked for by the connection's thread, until the connection is
 * closed, or longer while they are {@link #hold held}.
 */
public interface TlsFacts {

  // --- the agreement

  /** {@code TLSv1.3} and the like, also after the end; the highest known before it is chosen. */
  String version();

  /** OpenSSL's name of the cipher suite, {@code (NONE)} before there is one; also after the end. */
  String cipher();

  /** Bits of the cipher's algorithm, 0 before there is one. */
  int algorithmBits();

  /** Bits of it that are secret, 0 before there is one. */
  int secretBits();

  /** OpenSSL's name of the suite with that number, or null where it knows none. */
  String cipherName(int suite);

  /** The protocol agreed on by ALPN. */
  String alpn();

  /** The protocol agreed on by NPN. */
  String npn();

  /** The host that the client named. */
  String serverName();

  /** Whether OpenSSL has taken note of that name, which it does not where it fails before. */
  boolean hasServerName();

  /** Whether the session was one of before. */
  boolean isResumed();

  /** Whether the handshake is over. */
  boolean isEstablished();

  /** Whether data has come before the handshake was over, which it is not yet. */
  default boolean isEarly() {
    return false;
  }

  // --- its secrets

  /** The session's number, which a client may come again with. */
  byte[] sessionId();

  /** The session's master secret. */
  byte[] sessionKey();

  byte[] clientRandom();

  byte[] serverRandom();

  /** What {@code tls-unique} is (RFC 5929): the first Finished message. */
  byte[] uniqueId();

  /**
   * A secret as files of key logs have it: hexadecimal digits.
   *
   * @param label as in such files; null where none was kept
   */
  String secret(String label);

  // --- the ends

  /** What this end showed. */
  TlsCertificate own();

  /** What the other end showed, be it accepted or not. */
  TlsCertificate peer();

  /** DER of what the other end sent as its chain; of a client, without its own. */
  byte[][] peerChain();

  /** What came of looking at the other end's certificate. */
  TlsVerification verification();

  // --- what went wrong

  /** OpenSSL's code of what went wrong first, or 0; also after the end. */
  long errorCode();

  /** OpenSSL's reason for {@link #errorCode}, or null. */
  String error();

  /** OpenSSL's line for {@link #errorCode}: {@code error:0A000086:SSL routines::...}; or null. */
  String errorLine();

  // --- how long they are known

  /**
   * What of them is known without the connection, which others may use from here on: neither
   * certificates nor secrets.
   */
  default TlsFacts noted() {
    return this;
  }

  /** From here on they outlive the connection, until {@link #release}. */
  default void hold() {}

  default void release() {}
}
