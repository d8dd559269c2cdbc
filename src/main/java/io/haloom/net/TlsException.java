package io.haloom.net;

import java.io.IOException;

/** A handshake or a record was refused. Carries no stack trace: it is ordinary. */
public final class TlsException extends IOException {
  private static final long serialVersionUID = 1;

  public TlsException(String message) {
    super(message);
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
