package io.haloom.net.tls;

/**
 * The calls of libssl and libcrypto 3 about sessions of clients, key exchange and what the library
 * itself is made of, as they are; pointers are addresses. Public because jnr-ffi demands it.
 */
public interface LibTickets {
  void SSL_CTX_sess_set_get_cb(long context, SessionCache.Find callback);

  void SSL_CTX_sess_set_new_cb(long context, SessionCache.Store callback);

  void SSL_CTX_sess_set_remove_cb(long context, SessionCache.Remove callback);

  long EVP_PKEY_CTX_new_from_name(long library, String name, long properties);

  void EVP_PKEY_CTX_free(long context);

  int EVP_PKEY_fromdata_init(long context);

  int EVP_PKEY_fromdata(long context, long key, int selection, long parameters);

  int SSL_CTX_set_tlsext_ticket_key_evp_cb(long context, TicketKeys.Use callback);

  int RAND_bytes(long into, int count);

  long EVP_aes_128_cbc();

  long EVP_aes_256_cbc();

  int EVP_EncryptInit_ex(long context, long cipher, long engine, long key, long iv);

  int EVP_DecryptInit_ex(long context, long cipher, long engine, long key, long iv);

  int EVP_MAC_CTX_set_params(long context, long parameters);

  int OSSL_PROVIDER_do_all(long library, Providers.Each callback, long argument);

  String OSSL_PROVIDER_get0_name(long provider);

  long OSSL_PROVIDER_load(long library, String name);

  int OSSL_PROVIDER_set_default_search_path(long library, String path);

  int EVP_set_default_properties(long library, String query);
}
