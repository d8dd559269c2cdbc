package io.haloom.net.tls;

/**
 * The calls of libcrypto 3 that read certificates and keys; pointers are addresses. Public because
 * jnr-ffi demands it.
 */
public interface LibPem {
  int PEM_read_bio(long bio, long name, long header, long data, long length);

  long d2i_X509(long into, long from, long length);

  long d2i_KeyParams(int type, long into, long from, long length);

  long OSSL_DECODER_CTX_new_for_pkey(
      long into, long form, long structure, long kind, int selection, long library, long query);

  int OSSL_DECODER_from_data(long decoder, long data, long length);

  long X509_get0_subject_key_id(long certificate);

  long X509_get0_authority_key_id(long certificate);

  int X509_check_issued(long issuer, long subject);

  int EVP_PKEY_up_ref(long key);
}
