package io.haloom.net.tls;

/**
 * The calls of libssl and libcrypto 3 about OCSP (RFC 6960), as they are; pointers are addresses.
 * Public because jnr-ffi demands it.
 */
public interface LibOcsp {
  long d2i_OCSP_RESPONSE(long into, long from, long length);

  void OCSP_RESPONSE_free(long response);

  int OCSP_RESPONSE_print(long bio, long response, long flags);

  int OCSP_response_status(long response);

  long OCSP_response_get1_basic(long response);

  void OCSP_BASICRESP_free(long basic);

  int OCSP_resp_count(long basic);

  long OCSP_resp_get0(long basic, int index);

  long OCSP_SINGLERESP_get0_id(long single);

  int OCSP_single_get0_status(
      long single, long reason, long revocation, long thisUpdate, long nextUpdate);

  int OCSP_check_validity(long thisUpdate, long nextUpdate, long skew, long most);

  long OCSP_cert_to_id(long digest, long subject, long issuer);

  long d2i_OCSP_CERTID(long into, long from, long length);

  int i2d_OCSP_CERTID(long id, long into);

  void OCSP_CERTID_free(long id);

  int OCSP_id_get0_info(long nameHash, long digest, long keyHash, long serial, long id);

  int ASN1_TIME_diff(long days, long seconds, long from, long to);

  long CRYPTO_malloc(long length, long file, int line);

  long SSL_CTX_callback_ctrl(long context, int command, Staple.Status callback);

  long SSL_CTX_ctrl(long context, int command, long number, long pointer);

  long SSL_ctrl(long ssl, int command, long number, long pointer);
}
