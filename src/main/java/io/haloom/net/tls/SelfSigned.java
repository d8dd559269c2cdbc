package io.haloom.net.tls;

import io.haloom.net.TlsException;
import java.security.SecureRandom;

/**
 * Makes certificates that are signed by their own key: for a demonstration, which nobody trusts.
 */
public final class SelfSigned {
  // Of openssl/evp.h, obj_mac.h and asn1.h.
  private static final int PKEY_EC = 408;
  private static final int P256 = 415;
  private static final int SUBJECT_ALT_NAME = 85;
  private static final int TEXT = 0x1001;

  private static final LibCrypto CRYPTO = OpenSsl.CRYPTO;
  private static final LibMaking MAKING = OpenSsl.load(LibMaking.class, OpenSsl.LIBCRYPTO);

  private SelfSigned() {}

  /**
   * Makes one, with a key on P-256.
   *
   * @param host whom it is for, and 127.0.0.1
   * @param days how long it is good, from now
   * @return certificate and key in PEM
   */
  public static byte[] pem(String host, int days) throws TlsException {
    CRYPTO.ERR_clear_error();
    long key = key();
    long certificate = MAKING.X509_new();
    long bio = CRYPTO.BIO_new(CRYPTO.BIO_s_mem());
    try {
      fill(certificate, key, host, days);
      check(MAKING.PEM_write_bio_X509(bio, certificate));
      check(MAKING.PEM_write_bio_PrivateKey(bio, key, 0, 0, 0, 0, 0));
      return OpenSsl.contents(bio);
    } finally {
      CRYPTO.BIO_free(bio);
      CRYPTO.X509_free(certificate);
      CRYPTO.EVP_PKEY_free(key);
    }
  }

  private static void check(long result) throws TlsException {
    if (result <= 0) {
      throw OpenSsl.failure();
    }
  }

  private static long key() throws TlsException {
    long context = MAKING.EVP_PKEY_CTX_new_id(PKEY_EC, 0);
    try (NativeBytes out = NativeBytes.room(Long.BYTES)) {
      check(MAKING.EVP_PKEY_keygen_init(context));
      check(MAKING.EVP_PKEY_CTX_set_ec_paramgen_curve_nid(context, P256));
      check(MAKING.EVP_PKEY_keygen(context, out.address()));
      return out.pointerAt(0);
    } finally {
      MAKING.EVP_PKEY_CTX_free(context);
    }
  }

  private static void fill(long certificate, long key, String host, int days) throws TlsException {
    long name = CRYPTO.X509_get_subject_name(certificate);
    long serial = new SecureRandom().nextLong() >>> 1;
    check(MAKING.X509_set_version(certificate, 2));
    check(MAKING.ASN1_INTEGER_set_uint64(OpenSsl.FACTS.X509_get_serialNumber(certificate), serial));
    MAKING.X509_gmtime_adj(MAKING.X509_getm_notBefore(certificate), -3600);
    MAKING.X509_gmtime_adj(MAKING.X509_getm_notAfter(certificate), days * 86_400L);
    check(MAKING.X509_NAME_add_entry_by_txt(name, "CN", TEXT, host, -1, -1, 0));
    check(MAKING.X509_set_issuer_name(certificate, name));
    check(MAKING.X509_set_pubkey(certificate, key));
    String names = "DNS:" + host + ",IP:127.0.0.1";
    long extension = MAKING.X509V3_EXT_conf_nid(0, 0, SUBJECT_ALT_NAME, names);
    check(extension == 0 ? 0 : 1);
    check(MAKING.X509_add_ext(certificate, extension, -1));
    MAKING.X509_EXTENSION_free(extension);
    check(MAKING.X509_sign(certificate, key, MAKING.EVP_sha256()));
  }
}
