package io.haloom.net.tls;

import static io.haloom.net.tls.CertificateDraft.check;

import io.haloom.net.TlsException;
import java.security.SecureRandom;

/**
 * Makes certificates that are signed by their own key: for a demonstration, which nobody trusts.
 */
public final class SelfSigned {
  // Of openssl/evp.h and obj_mac.h.
  private static final int PKEY_EC = 408;
  private static final int P256 = 415;

  private static final LibCrypto CRYPTO = OpenSsl.CRYPTO;
  private static final LibMaking MAKING = CertificateDraft.MAKING;

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
    long bio = CRYPTO.BIO_new(CRYPTO.BIO_s_mem());
    try (CertificateDraft draft = new CertificateDraft()) {
      fill(draft, key, host, days);
      check(MAKING.PEM_write_bio_X509(bio, draft.address()));
      check(MAKING.PEM_write_bio_PrivateKey(bio, key, 0, 0, 0, 0, 0));
      return OpenSsl.contents(bio);
    } finally {
      CRYPTO.BIO_free(bio);
      CRYPTO.EVP_PKEY_free(key);
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

  private static void fill(CertificateDraft draft, long key, String host, int days)
      throws TlsException {
    long name = CRYPTO.X509_get_subject_name(draft.address());
    draft.serial(new SecureRandom().nextLong() >>> 1);
    draft.validity(-3600, days * 86_400L);
    CertificateDraft.addCommonName(name, host);
    draft.issuer(name);
    draft.key(key);
    draft.extension("subjectAltName", "DNS:" + host + ",IP:127.0.0.1");
    draft.sign(key);
  }
}
