package io.haloom.http.h2;

/**
 * A field block that cannot be decoded. Both sides' tables may differ from then on, so the
 * connection ends (RFC 9113, section 4.3).
 */
public final class HpackException extends H2Exception {
  private static final long serialVersionUID = 1;

  HpackException(String reason) {
    super(ErrorCode.COMPRESSION_ERROR, 0, reason);
  }
}
