package io.haloom.net.tls;

/**
 * The calls of libcrypto 3 that make keys and certificates, as they are (crypto(7)); pointers are
 * addresses. Public because jnr-ffi demands it.
 */
public interface LibMaking {
  long EVP_PKEY_CTX_new_id(int type, long engine);

  void EVP_PKEY_CTX_free(long context);

  int EVP_PKEY_keygen_init(long context);

  int EVP_PKEY_CTX_set_ec_paramgen_curve_nid(long context, int nid);

  int EVP_PKEY_keygen(long context, long into);

  long X509_new();

  int X509_set_version(long certificate, long version);

  int ASN1_INTEGER_set_uint64(long integer, long value);

  long X509_getm_notBefore(long certificate);

  long X509_getm_notAfter(long certificate);

  long X509_gmtime_adj(long time, long seconds);

  int X509_set_pubkey(long certificate, long key);

  int X509_set_issuer_name(long certificate, long name);

  int X509_set_subject_name(long certificate, long name);

  int X509_NAME_add_entry_by_txt(
      long name, String field, int type, String value, int length, int at, int set);

  int X509_add_ext(long certificate, long extension, int at);

  void X509_EXTENSION_free(long extension);

  long X509_NAME_dup(long name);

  void X509_NAME_free(long name);

  /**
   * As it is, but for the last: of a call of exactly six numbers jnr-ffi hands the sixth on
   * wrongly.
   */
  void X509V3_set_ctx(
      long context, long issuer, long subject, long request, long revoked, int flags, int none);

  long NCONF_new(long method);

  void NCONF_free(long configuration);

  long X509V3_EXT_nconf(long configuration, long context, String name, String value);

  long EVP_sha1();

  long EVP_sha256();

  int X509_sign(long certificate, long key, long digest);

  int PEM_write_bio_X509(long bio, long certificate);

  int PEM_write_bio_PrivateKey(
      long bio, long key, long cipher, long password, int length, long callback, long argument);
}
