package io.haloom.net;

/**
 * What the two ends of a connection agreed on. Texts are those of OpenSSL; what is not known, or
 * not known any more because the connection is closed, is null.
 */
public interface TlsFacts {

  /** {@code TLSv1.3} and the like, also after the end. */
  String version();

  /** OpenSSL's name of the cipher suite, also after the end. */
  String cipher();

  /** The protocol agreed on by ALPN. */
  String alpn();

  /** The host that the client named. */
  String serverName();

  /** Whether the session was one of before. */
  boolean isResumed();

  /** Whether the handshake is over. */
  boolean isEstablished();

  /** What came of looking at the other end's certificate. */
  TlsVerification verification();

  /** OpenSSL's code of what went wrong first, or 0; also after the end. */
  long errorCode();

  /** OpenSSL's text for {@link #errorCode}, or null. */
  String error();
}
