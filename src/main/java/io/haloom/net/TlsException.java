package io.haloom.net;

import java.io.IOException;

/** A handshake or a record was refused. Carries no stack trace: it is ordinary. */
public final class TlsException extends IOException {
  private static final long serialVersionUID = 1;

  /** HAProxy's words for what it has no better ones for. */
  public static final String HANDSHAKE = "SSL handshake failure";

  public static final String CLOSED = "Connection closed during SSL handshake";
  public static final String BROKEN = "Connection error during SSL handshake";
  public static final String TIMEOUT = "Timeout during SSL handshake";

  public TlsException(String message) {
    super(message);
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
