package io.haloom.net.tls;

/** Sessions ({@code SSL_SESSION*}) as bytes, so that one outlives the connection it is of. */
final class SessionBytes {
  private static final LibSession CALLS = OpenSsl.SESSION;

  private SessionBytes() {}

  /**
   * The DER bytes of a session.
   *
   * @param session borrowed
   * @return null for one that is longer, or none that can be resumed
   */
  static byte[] of(long session, int longest) {
    int length = CALLS.i2d_SSL_SESSION(session, 0);
    if (length <= 0 || length > longest) {
      OpenSsl.CRYPTO.ERR_clear_error();
      return null;
    }
    try (NativeBytes bytes = NativeBytes.room(length)) {
      CALLS.i2d_SSL_SESSION(session, bytes.pointer());
      return bytes.bytes();
    }
  }

  /** The session of DER bytes, which is the caller's; 0 for none. */
  static long session(byte[] der) {
    try (NativeBytes bytes = NativeBytes.of(der)) {
      return CALLS.d2i_SSL_SESSION(0, bytes.pointer(), der.length);
    }
  }
}
