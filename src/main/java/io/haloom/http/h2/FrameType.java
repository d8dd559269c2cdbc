package io.haloom.http.h2;

/** The types of frames (RFC 9113, section 6). The ordinal is the code on the wire. */
public enum FrameType {
  DATA,
  HEADERS,
  PRIORITY,
  RST_STREAM,
  SETTINGS,
  PUSH_PROMISE,
  PING,
  GOAWAY,
  WINDOW_UPDATE,
  CONTINUATION,
  /** Any other: to be skipped, whatever is in it (RFC 9113, section 5.5). */
  OTHER;

  private static final FrameType[] TYPES = values();

  static FrameType of(int code) {
    return code < CONTINUATION.ordinal() ? TYPES[code] : code == 9 ? CONTINUATION : OTHER;
  }

  /** The number on the wire. */
  public int code() {
    return ordinal();
  }
}
