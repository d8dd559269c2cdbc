package io.haloom.net.tls;

/**
 * The calls of libssl 3 as they are (ssl(7)); pointers are addresses. Public because jnr-ffi
 * demands it.
 */
public interface LibSsl {
  long TLS_server_method();

  long TLS_client_method();

  long SSL_CTX_new(long method);

  void SSL_CTX_free(long context);

  long SSL_CTX_ctrl(long context, int command, long number, long pointer);

  int SSL_CTX_use_certificate_chain_file(long context, String file);

  int SSL_CTX_use_PrivateKey_file(long context, String file, int type);

  int SSL_CTX_check_private_key(long context);

  long SSL_new(long context);

  void SSL_free(long ssl);

  void SSL_set_bio(long ssl, long readFrom, long writeTo);

  void SSL_set_accept_state(long ssl);

  void SSL_set_connect_state(long ssl);

  int SSL_do_handshake(long ssl);

  int SSL_is_init_finished(long ssl);

  int SSL_read(long ssl, long into, int most);

  int SSL_peek(long ssl, long into, int most);

  int SSL_pending(long ssl);

  int SSL_write(long ssl, long from, int length);

  int SSL_shutdown(long ssl);

  int SSL_get_error(long ssl, int returned);

  String SSL_get_version(long ssl);
}
