package io.haloom.net.tls;

/**
 * The calls of libcrypto 3 as they are (crypto(7)); pointers are addresses. Public because jnr-ffi
 * demands it.
 */
public interface LibCrypto {
  long BIO_s_mem();

  long BIO_new(long method);

  long BIO_new_mem_buf(long bytes, int length);

  int BIO_free(long bio);

  int BIO_read(long bio, long into, int most);

  int BIO_write(long bio, long from, int length);

  long BIO_ctrl(long bio, int command, long number, long pointer);

  long BIO_ctrl_pending(long bio);

  long ERR_get_error();

  long ERR_peek_last_error();

  void ERR_clear_error();

  long ERR_reason_error_string(long error);

  long PEM_read_bio_PrivateKey(long bio, long into, long callback, long password);

  long PEM_read_bio_X509_AUX(long bio, long into, long callback, long password);

  long PEM_read_bio_X509(long bio, long into, long callback, long password);

  int X509_up_ref(long certificate);

  void X509_free(long certificate);

  int X509_check_private_key(long certificate, long key);

  int i2d_X509(long certificate, long into);

  long X509_get_subject_name(long certificate);

  long X509_get0_pubkey(long certificate);

  long X509_get_ext_d2i(long certificate, int nid, long critical, long index);

  int X509_NAME_get_index_by_NID(long name, int nid, int after);

  long X509_NAME_get_entry(long name, int index);

  long X509_NAME_ENTRY_get_data(long entry);

  int ASN1_STRING_to_UTF8(long into, long string);

  int EVP_PKEY_get_base_id(long key);

  int EVP_PKEY_get_bits(long key);

  void EVP_PKEY_free(long key);

  int OPENSSL_sk_num(long stack);

  long OPENSSL_sk_value(long stack, int index);

  long GENERAL_NAME_get0_value(long name, long type);

  void GENERAL_NAMES_free(long names);

  void CRYPTO_free(long memory, long file, int line);
}
