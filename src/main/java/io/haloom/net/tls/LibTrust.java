package io.haloom.net.tls;

/**
 * The calls of libssl and libcrypto 3 about certificates that are trusted and those that were
 * revoked, as they are; pointers are addresses. Public because jnr-ffi demands it.
 */
public interface LibTrust {
  String X509_get_default_cert_dir();

  long X509_STORE_new();

  void X509_STORE_free(long store);

  int X509_STORE_load_locations(long store, String file, String directory);

  int X509_STORE_add_cert(long store, long certificate);

  int X509_STORE_add_crl(long store, long list);

  int X509_STORE_set_flags(long store, long flags);

  long X509_STORE_get0_objects(long store);

  int X509_OBJECT_get_type(long object);

  long X509_OBJECT_get0_X509(long object);

  long X509_OBJECT_get0_X509_CRL(long object);

  long PEM_X509_INFO_read_bio(long bio, long stack, long callback, long password);

  void X509_INFO_free(long info);

  void OPENSSL_sk_free(long stack);

  long X509_subject_name_hash(long certificate);

  int SSL_get_ex_data_X509_STORE_CTX_idx();

  long X509_STORE_CTX_get_ex_data(long store, int index);

  int X509_STORE_CTX_get_error_depth(long store);

  int X509_STORE_CTX_get_error(long store);

  long X509_STORE_CTX_get0_cert(long store);

  void SSL_CTX_set_verify(long context, int mode, ClientVerification.Verify callback);

  void SSL_CTX_set1_cert_store(long context, long store);

  int SSL_CTX_add_client_CA(long context, long certificate);

  int X509_NAME_cmp(long one, long other);

  long X509_CRL_get_version(long list);

  int X509_CRL_get_signature_nid(long list);

  long X509_CRL_get_issuer(long list);

  long X509_CRL_get0_lastUpdate(long list);

  long X509_CRL_get0_nextUpdate(long list);

  long X509_CRL_get_REVOKED(long list);

  long X509_REVOKED_get0_serialNumber(long revoked);

  long X509_REVOKED_get0_revocationDate(long revoked);

  String OBJ_nid2ln(int nid);

  int ASN1_TIME_print(long bio, long time);
}
