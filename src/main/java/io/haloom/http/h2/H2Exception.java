package io.haloom.http.h2;

import java.io.IOException;

/**
 * The peer has broken a rule of HTTP/2: one stream ends, or the whole connection (RFC 9113, section
 * 5.4). Carries no stack trace: it is ordinary.
 */
public class H2Exception extends IOException {
  private static final long serialVersionUID = 1;

  private final ErrorCode code;
  private final int stream;

  H2Exception(ErrorCode code, int stream, String reason) {
    super(reason);
    this.code = code;
    this.stream = stream;
  }

  /** An error that ends the connection with GOAWAY. */
  public static H2Exception connection(ErrorCode code, String reason) {
    return new H2Exception(code, 0, reason);
  }

  /** An error that ends one stream with RST_STREAM. */
  public static H2Exception stream(int stream, ErrorCode code, String reason) {
    return new H2Exception(code, stream, reason);
  }

  public ErrorCode code() {
    return code;
  }

  /** The stream that ends, or 0 where the connection does. */
  public int stream() {
    return stream;
  }

  public boolean isOfConnection() {
    return stream == 0;
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
