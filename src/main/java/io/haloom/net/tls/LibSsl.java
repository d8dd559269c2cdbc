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

  int SSL_CTX_use_certificate(long context, long certificate);

  int SSL_CTX_use_PrivateKey(long context, long key);

  long SSL_CTX_set_options(long context, long options);

  int SSL_CTX_set_cipher_list(long context, String ciphers);

  int SSL_CTX_set_ciphersuites(long context, String suites);

  int SSL_CTX_set_session_id_context(long context, long bytes, int length);

  long SSL_CTX_set_timeout(long context, long seconds);

  void SSL_CTX_set_alpn_select_cb(long context, Upcalls.SelectAlpn callback, long argument);

  void SSL_CTX_set_next_protos_advertised_cb(
      long context, Upcalls.AdvertiseNpn callback, long argument);

  void SSL_CTX_set_next_proto_select_cb(long context, Upcalls.SelectNpn callback, long argument);

  void SSL_CTX_set_keylog_callback(long context, Upcalls.KeyLog callback);

  long SSL_CTX_callback_ctrl(long context, int command, long callback);

  long SSL_new(long context);

  void SSL_free(long ssl);

  void SSL_set_bio(long ssl, long readFrom, long writeTo);

  void SSL_set_accept_state(long ssl);

  void SSL_set_connect_state(long ssl);

  int SSL_do_handshake(long ssl);

  /** The last two: {@code size_t}, and the address of one. */
  int SSL_read_early_data(long ssl, long into, long most, long count);

  int SSL_CTX_set_max_early_data(long context, int bytes);

  int SSL_get_state(long ssl);

  int SSL_is_init_finished(long ssl);

  int SSL_read(long ssl, long into, int most);

  int SSL_peek(long ssl, long into, int most);

  int SSL_pending(long ssl);

  int SSL_write(long ssl, long from, int length);

  int SSL_shutdown(long ssl);

  void SSL_set_shutdown(long ssl, int mode);

  int SSL_get_error(long ssl, int returned);

  int SSL_version(long ssl);

  long SSL_get_current_cipher(long ssl);

  String SSL_CIPHER_get_name(long cipher);

  void SSL_get0_alpn_selected(long ssl, long into, long length);

  int SSL_session_reused(long ssl);
}
