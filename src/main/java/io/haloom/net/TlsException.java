package io.haloom.net;

import java.io.IOException;

/** A handshake or a record was refused. Carries no stack trace: it is ordinary. */
public final class TlsException extends IOException {
  private static final long serialVersionUID = 1;

  /** HAProxy's words for what it has no better ones for. */
  public static final String HANDSHAKE = "SSL handshake failure";

  /** The certificates above a client's own are not trusted. */
  public static final String AUTHORITY = "SSL client CA chain cannot be verified";

  /** A client's own certificate is not trusted. */
  public static final String CERTIFICATE = "SSL client certificate not trusted";

  /** After the handshake. */
  public static final String FATAL = "SSL fatal error";

  public static final String CLOSED = "Connection closed during SSL handshake";
  public static final String BROKEN = "Connection error during SSL handshake";
  public static final String TIMEOUT = "Timeout during SSL handshake";

  /** A server's certificate is not for the host of {@code verifyhost}. */
  public static final String OTHER_HOST =
      "Server presented an SSL certificate different from the configured one";

  /** A server's certificate is not for the host that was asked for. */
  public static final String OTHER_NAME =
      "Server presented an SSL certificate different from the expected one";

  public TlsException(String message) {
    super(message);
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
