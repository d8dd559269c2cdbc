package io.haloom.net.tls;

/**
 * The calls of libssl 3, and of the libcrypto that it brings, that tell of connections and
 * certificates; pointers are addresses. Public because jnr-ffi demands it.
 */
public interface LibFacts {
  // --- connections

  String SSL_get_servername(long ssl, int type);

  int SSL_CIPHER_get_bits(long cipher, long algorithmBits);

  long SSL_CIPHER_find(long ssl, long twoBytes);

  void SSL_get0_next_proto_negotiated(long ssl, long into, long length);

  long SSL_SESSION_get_master_key(long session, long into, long size);

  long SSL_get_client_random(long ssl, long into, long size);

  long SSL_get_server_random(long ssl, long into, long size);

  long SSL_get_finished(long ssl, long into, long size);

  long SSL_get_peer_finished(long ssl, long into, long size);

  long SSL_get_certificate(long ssl);

  long SSL_get0_peer_certificate(long ssl);

  long SSL_get_peer_cert_chain(long ssl);

  long SSL_get_verify_result(long ssl);

  String OpenSSL_version(int kind);

  void ERR_error_string_n(long error, long into, long size);

  // --- certificates

  long X509_get_version(long certificate);

  long X509_get_serialNumber(long certificate);

  long X509_get_issuer_name(long certificate);

  long X509_get0_notBefore(long certificate);

  long X509_get0_notAfter(long certificate);

  long X509_get0_tbs_sigalg(long certificate);

  void X509_ALGOR_get0(long object, long parameterType, long parameter, long algorithm);

  long X509_get_X509_PUBKEY(long certificate);

  int X509_PUBKEY_get0_param(long object, long key, long keyLength, long algorithm, long publicKey);

  int X509_digest(long certificate, long digest, long into, long length);

  long EVP_sha1();

  // --- names and texts

  int X509_NAME_entry_count(long name);

  long X509_NAME_ENTRY_get_object(long entry);

  int X509_NAME_print_ex(long bio, long name, int indent, long flags);

  int OBJ_obj2nid(long object);

  String OBJ_nid2sn(int nid);

  int i2t_ASN1_OBJECT(long into, int size, long object);

  int ASN1_STRING_type(long string);

  int ASN1_STRING_length(long string);

  long ASN1_STRING_get0_data(long string);
}
