package io.haloom.net;

import java.io.IOException;

/** A connection could not be established. Carries no stack trace: it is ordinary. */
public final class ConnectFailure extends IOException {
  private static final long serialVersionUID = 1;

  /** Why there is no connection. */
  public enum Kind {
    /** The server answered with a reset. */
    REFUSED,
    /** No answer before {@link ConnectRequest#timeoutMillis()}. */
    TIMEOUT,
    /** No route, network down, host unreachable. */
    UNREACHABLE,
    /** No source address and port is free for this destination. */
    NO_SOURCE_PORT,
    /** The process or the system is out of descriptors. */
    NO_DESCRIPTOR,
    /** {@link ConnectRequest#watch()} says that nobody wants it any more. */
    PEER_GONE,
    /** The SOCKS proxy that stands between did not connect to the server. */
    SOCKS,
    /** The TLS handshake failed. */
    TLS,
    /** The TLS handshake was not over before {@link ConnectRequest#timeoutMillis()}. */
    TLS_TIMEOUT,
    /** The server's certificate is not for the host that was asked for. */
    TLS_NAME,
    /** As many connections have TLS as may ({@code maxsslconn}). */
    TLS_LIMIT,
    /** Any other error of the system; the message has its text. */
    ERROR
  }

  private final Kind kind;

  public ConnectFailure(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
