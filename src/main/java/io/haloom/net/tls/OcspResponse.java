package io.haloom.net.tls;

import io.haloom.net.TlsException;
import java.util.Arrays;

/**
 * What an authority says of a certificate it has signed (RFC 6960): good or revoked, and until
 * when. Never changes.
 *
 * @param der all of it
 * @param id which certificate it is about: the DER bytes of the {@code CertID}
 * @param end when clients are not told any more, seconds since 1970
 */
public record OcspResponse(byte[] der, byte[] id, long end) {
  private static final LibOcsp OCSP = OpenSsl.OCSP;

  // Of openssl/ocsp.h.
  private static final int SUCCESSFUL = 0;
  private static final int GOOD = 0;
  private static final int REVOKED = 1;

  /** How wrong clocks may be, seconds; HAProxy's. */
  private static final int SKEW = 300;

  private static final int SECONDS_OF_DAY = 86400;

  /**
   * Reads one and looks whether clients may be told it now.
   *
   * @param der its bytes
   * @throws TlsException in HAProxy's words
   */
  public static OcspResponse parse(byte[] der) throws TlsException {
    long response = decoded(der);
    if (response == 0) {
      throw new TlsException("Unable to parse OCSP response");
    }
    long basic = 0;
    try {
      if (OCSP.OCSP_response_status(response) != SUCCESSFUL) {
        throw new TlsException("OCSP response status not successful");
      }
      basic = OCSP.OCSP_response_get1_basic(response);
      if (basic == 0) {
        throw new TlsException("Failed to get basic response from OCSP Response");
      }
      return of(der, basic);
    } finally {
      OCSP.OCSP_BASICRESP_free(basic);
      OCSP.OCSP_RESPONSE_free(response);
      OpenSsl.CRYPTO.ERR_clear_error();
    }
  }

  private static long decoded(byte[] der) {
    try (NativeBytes bytes = NativeBytes.of(der)) {
      return OCSP.d2i_OCSP_RESPONSE(0, bytes.pointer(), der.length);
    } finally {
      OpenSsl.CRYPTO.ERR_clear_error();
    }
  }

  private static OcspResponse of(byte[] der, long basic) throws TlsException {
    int count = OCSP.OCSP_resp_count(basic);
    if (count > 1) {
      throw new TlsException(
          "OCSP response ignored because contains multiple single responses (" + count + ")");
    }
    long single = OCSP.OCSP_resp_get0(basic, 0);
    if (single == 0) {
      throw new TlsException("Failed to get OCSP single response");
    }
    try (NativeBytes out = NativeBytes.room(3 * Long.BYTES)) {
      long at = out.address();
      int status =
          OCSP.OCSP_single_get0_status(single, 0, at, at + Long.BYTES, at + 2 * Long.BYTES);
      if (status != GOOD && status != REVOKED) {
        throw new TlsException("OCSP single response: certificate status is unknown");
      }
      long next = out.pointerAt(2 * Long.BYTES);
      if (next == 0) {
        throw new TlsException("OCSP single response: missing nextupdate");
      }
      if (OCSP.OCSP_check_validity(out.pointerAt(Long.BYTES), next, SKEW, -1) != 1) {
        throw new TlsException("OCSP single response: no longer valid.");
      }
      return new OcspResponse(der, encoded(OCSP.OCSP_SINGLERESP_get0_id(single)), end(next));
    }
  }

  private static long end(long time) throws TlsException {
    try (NativeBytes out = NativeBytes.room(2 * Integer.BYTES)) {
      if (OCSP.ASN1_TIME_diff(out.address(), out.address() + Integer.BYTES, 0, time) != 1) {
        throw new TlsException("OCSP single response: Invalid \"Next Update\" time");
      }
      long left = (long) out.numberAt(0) * SECONDS_OF_DAY + out.numberAt(Integer.BYTES);
      return System.currentTimeMillis() / 1000 + left - SKEW;
    }
  }

  private static byte[] encoded(long id) {
    int length = Math.max(0, OCSP.i2d_OCSP_CERTID(id, 0));
    try (NativeBytes bytes = NativeBytes.room(length)) {
      OCSP.i2d_OCSP_CERTID(id, bytes.pointer());
      return bytes.bytes();
    }
  }

  // --- about certificates ----------------------------------------------------------------------

  /**
   * The {@code CertID} that an answer about a certificate has.
   *
   * @param issuer who may have signed it, beside those of its chain; or null
   * @return null where none of them has
   */
  public static byte[] idOf(Certificate certificate, Certificate issuer) {
    long signer = certificate.signer();
    if (signer == 0) {
      signer = issuer == null ? 0 : issuer.leaf();
    }
    long id = signer == 0 ? 0 : OCSP.OCSP_cert_to_id(0, certificate.leaf(), signer);
    byte[] der = id == 0 ? null : encoded(id);
    OCSP.OCSP_CERTID_free(id);
    OpenSsl.CRYPTO.ERR_clear_error();
    return der;
  }

  /** The {@code CertID} of an answer that need not be of use; empty where it has none. */
  public static byte[] idIn(byte[] der) {
    long response = decoded(der);
    long basic = response == 0 ? 0 : OCSP.OCSP_response_get1_basic(response);
    long single = basic == 0 ? 0 : OCSP.OCSP_resp_get0(basic, 0);
    byte[] id = single == 0 ? new byte[0] : encoded(OCSP.OCSP_SINGLERESP_get0_id(single));
    OCSP.OCSP_BASICRESP_free(basic);
    OCSP.OCSP_RESPONSE_free(response);
    OpenSsl.CRYPTO.ERR_clear_error();
    return id;
  }

  // --- as texts --------------------------------------------------------------------------------

  /** All of an answer as OpenSSL shows it, or null where it is none. */
  public static String text(byte[] der) {
    long response = decoded(der);
    if (response == 0) {
      return null;
    }
    long bio = OpenSsl.CRYPTO.BIO_new(OpenSsl.CRYPTO.BIO_s_mem());
    try {
      OCSP.OCSP_RESPONSE_print(bio, response, 0);
      return new String(OpenSsl.contents(bio), java.nio.charset.StandardCharsets.UTF_8);
    } finally {
      OpenSsl.CRYPTO.BIO_free(bio);
      OCSP.OCSP_RESPONSE_free(response);
      OpenSsl.CRYPTO.ERR_clear_error();
    }
  }

  /**
   * What a {@code CertID} consists of.
   *
   * @param name hash of the issuer's name
   * @param key hash of the issuer's key
   * @param serial of the certificate
   */
  public record Id(byte[] name, byte[] key, byte[] serial) {
    /** Of DER bytes that were made here. */
    public static Id of(byte[] der) {
      try (NativeBytes bytes = NativeBytes.of(der);
          NativeBytes out = NativeBytes.room(3 * Long.BYTES)) {
        long id = OCSP.d2i_OCSP_CERTID(0, bytes.pointer(), der.length);
        long at = out.address();
        OCSP.OCSP_id_get0_info(at, 0, at + Long.BYTES, at + 2 * Long.BYTES, id);
        Id parts =
            new Id(
                X509View.bytes(out.pointerAt(0)),
                X509View.bytes(out.pointerAt(Long.BYTES)),
                X509View.bytes(out.pointerAt(2 * Long.BYTES)));
        OCSP.OCSP_CERTID_free(id);
        return parts;
      }
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OcspResponse one && Arrays.equals(one.der, der);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(der);
  }

  @Override
  public String toString() {
    return "OCSP response of " + der.length + " bytes";
  }
}
