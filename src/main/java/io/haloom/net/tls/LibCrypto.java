package io.haloom.net.tls;

/**
 * The calls of libcrypto 3 as they are (crypto(7)); pointers are addresses. Public because jnr-ffi
 * demands it.
 */
public interface LibCrypto {
  long BIO_s_mem();

  long BIO_new(long method);

  int BIO_free(long bio);

  int BIO_read(long bio, long into, int most);

  int BIO_write(long bio, long from, int length);

  long BIO_ctrl_pending(long bio);

  long ERR_get_error();

  void ERR_clear_error();

  long ERR_reason_error_string(long error);
}
