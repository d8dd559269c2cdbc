package io.haloom.net.tls;

/** How clients of a context come back to what was agreed on before: by tickets, or identifiers. */
final class ContextSessions {
  private static final LibSsl SSL = OpenSsl.SSL;
  private static final LibTickets TICKETS = OpenSsl.TICKETS;

  // Of openssl/ssl.h.
  private static final int CTRL_SET_CACHE_MODE = 44;
  private static final int CTRL_SET_TICKET_KEYS = 59;
  private static final int CACHE_SERVER = 0x2;
  private static final int CACHE_NO_AUTO_CLEAR = 0x80;
  private static final int CACHE_NO_INTERNAL = 0x300;

  /** The longest that OpenSSL takes. */
  private static final int LONGEST_POLICY = 32;

  /** Bytes of the keys of tickets that OpenSSL makes its own callback with. */
  static final int SECRET = 80;

  private ContextSessions() {}

  /** Sessions go to the cache of the process, and are valid with contexts of the same policy. */
  static void cached(long context, byte[] policy, boolean ticketless) {
    int length = Math.min(policy.length, LONGEST_POLICY);
    try (NativeBytes name = NativeBytes.of(policy)) {
      SSL.SSL_CTX_set_session_id_context(context, name.address(), length);
    }
    int mode = CACHE_SERVER | CACHE_NO_AUTO_CLEAR | CACHE_NO_INTERNAL;
    SSL.SSL_CTX_ctrl(context, CTRL_SET_CACHE_MODE, mode, 0);
    TICKETS.SSL_CTX_sess_set_get_cb(context, SessionCache.FIND);
    TICKETS.SSL_CTX_sess_set_remove_cb(context, SessionCache.REMOVE);
    if (ticketless) {
      // With tickets, a session to be kept is found when the handshake is over, without a callback.
      TICKETS.SSL_CTX_sess_set_new_cb(context, SessionCache.STORE);
    }
  }

  /** What tickets are sealed with; whoever has the same opens them. */
  static void secret(long context, byte[] secret) {
    try (NativeBytes bytes = NativeBytes.of(secret)) {
      SSL.SSL_CTX_ctrl(context, CTRL_SET_TICKET_KEYS, secret.length, bytes.address());
    }
  }
}
