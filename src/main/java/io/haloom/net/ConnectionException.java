package io.haloom.net;

import java.io.IOException;

/** A read or write on an established connection failed. Carries no stack trace: it is ordinary. */
public final class ConnectionException extends IOException {
  private static final long serialVersionUID = 1;

  /** Why it failed. */
  public enum Kind {
    /** The inactivity timeout or the deadline passed. */
    TIMEOUT,
    /** The peer reset, or no longer takes what is sent. */
    RESET,
    /** {@link Connection#abort()} was called. */
    ABORTED,
    /** This side had closed it already. */
    CLOSED,
    /** Any other error of the system; the message has its text. */
    ERROR
  }

  private final transient Connection connection;
  private final Kind kind;

  public ConnectionException(Connection connection, Kind kind, String message) {
    super(message);
    this.connection = connection;
    this.kind = kind;
  }

  /** The connection that failed; of a transfer it tells the reading side from the writing one. */
  public Connection connection() {
    return connection;
  }

  public Kind kind() {
    return kind;
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
