package io.haloom.net.tls;

/**
 * The calls of libssl and libcrypto 3 that only connections to servers need, as they are (ssl(7));
 * pointers are addresses. Public because jnr-ffi demands it.
 */
public interface LibSession {
  long SSL_ctrl(long ssl, int command, long number, long pointer);

  int SSL_set_alpn_protos(long ssl, long protocols, int length);

  long SSL_get_session(long ssl);

  long SSL_SESSION_get_id(long session, long length);

  int SSL_set_session(long ssl, long session);

  int SSL_SESSION_is_resumable(long session);

  void SSL_SESSION_free(long session);

  int i2d_SSL_SESSION(long session, long into);

  long d2i_SSL_SESSION(long into, long from, long length);

  long X509_STORE_CTX_get_current_cert(long store);
}
