package io.haloom.http.h2;

/** Why a stream or a connection ends (RFC 9113, section 7). The ordinal is the code on the wire. */
public enum ErrorCode {
  NO_ERROR,
  PROTOCOL_ERROR,
  INTERNAL_ERROR,
  FLOW_CONTROL_ERROR,
  SETTINGS_TIMEOUT,
  STREAM_CLOSED,
  FRAME_SIZE_ERROR,
  REFUSED_STREAM,
  CANCEL,
  COMPRESSION_ERROR,
  CONNECT_ERROR,
  ENHANCE_YOUR_CALM,
  INADEQUATE_SECURITY,
  HTTP_1_1_REQUIRED;

  private static final ErrorCode[] CODES = values();

  /** The number on the wire. */
  public int code() {
    return ordinal();
  }

  /** What the number means; {@link #INTERNAL_ERROR} for one that is not known. */
  public static ErrorCode of(int code) {
    return code >= 0 && code < CODES.length ? CODES[code] : INTERNAL_ERROR;
  }
}
