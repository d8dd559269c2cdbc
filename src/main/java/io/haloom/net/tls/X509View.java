package io.haloom.net.tls;

import io.haloom.net.TlsCertificate;
import io.haloom.net.TlsName;
import java.util.Arrays;

/** A look at a certificate that is OpenSSL's, and stays its owner's. */
final class X509View implements TlsCertificate {
  // Of openssl/evp.h.
  private static final int PKEY_RSA = 6;
  private static final int PKEY_DSA = 116;
  private static final int PKEY_EC = 408;

  private static final LibFacts FACTS = OpenSsl.FACTS;

  // Of openssl/asn1.h and sha.h.
  private static final int UTC_TIME = 23;
  private static final int GENERALIZED_TIME = 24;
  private static final int SHA1_LENGTH = 20;

  /** {@code X509*}, borrowed. */
  private final long certificate;

  X509View(long certificate) {
    this.certificate = certificate;
  }

  /** {@code X509*}, borrowed. */
  long address() {
    return certificate;
  }

  @Override
  public byte[] der() {
    return OpenSsl.der(certificate);
  }

  @Override
  public byte[] serial() {
    return bytes(FACTS.X509_get_serialNumber(certificate));
  }

  /** The bytes of an {@code ASN1_STRING*}. */
  static byte[] bytes(long string) {
    return NativeBytes.copy(FACTS.ASN1_STRING_get0_data(string), FACTS.ASN1_STRING_length(string));
  }

  @Override
  public byte[] sha1() {
    try (NativeBytes into = NativeBytes.room(SHA1_LENGTH)) {
      FACTS.X509_digest(certificate, FACTS.EVP_sha1(), into.address(), 0);
      return into.bytes(SHA1_LENGTH);
    }
  }

  @Override
  public int version() {
    return 1 + (int) FACTS.X509_get_version(certificate);
  }

  @Override
  public String keyAlgorithm() {
    try (NativeBytes object = NativeBytes.room(Long.BYTES)) {
      long key = FACTS.X509_get_X509_PUBKEY(certificate);
      FACTS.X509_PUBKEY_get0_param(object.address(), 0, 0, 0, key);
      return shortName(object.pointerAt(0));
    }
  }

  @Override
  public String keyText() {
    long key = OpenSsl.CRYPTO.X509_get0_pubkey(certificate);
    String kind =
        switch (key == 0 ? 0 : OpenSsl.CRYPTO.EVP_PKEY_get_base_id(key)) {
          case PKEY_RSA -> "RSA";
          case PKEY_DSA -> "DSA";
          case PKEY_EC -> "EC";
          default -> null;
        };
    return kind == null ? null : kind + OpenSsl.CRYPTO.EVP_PKEY_get_bits(key);
  }

  @Override
  public String signatureAlgorithm() {
    try (NativeBytes object = NativeBytes.room(Long.BYTES)) {
      FACTS.X509_ALGOR_get0(object.address(), 0, 0, FACTS.X509_get0_tbs_sigalg(certificate));
      return shortName(object.pointerAt(0));
    }
  }

  private static String shortName(long object) {
    return FACTS.OBJ_nid2sn(FACTS.OBJ_obj2nid(object));
  }

  @Override
  public byte[] notBefore() {
    return time(FACTS.X509_get0_notBefore(certificate));
  }

  @Override
  public byte[] notAfter() {
    return time(FACTS.X509_get0_notAfter(certificate));
  }

  private static byte[] time(long time) {
    byte[] text = bytes(time);
    switch (FACTS.ASN1_STRING_type(time)) {
      case UTC_TIME:
        return text.length >= 10 && text[0] < '5' ? text : null;
      case GENERALIZED_TIME:
        boolean known = text.length >= 12 && text[0] == '2' && text[1] == '0';
        return known ? Arrays.copyOfRange(text, 2, text.length) : null;
      default:
        return null;
    }
  }

  @Override
  public String notBeforeText() {
    return OpenSsl.time(FACTS.X509_get0_notBefore(certificate));
  }

  @Override
  public String notAfterText() {
    return OpenSsl.time(FACTS.X509_get0_notAfter(certificate));
  }

  @Override
  public TlsName subject() {
    return new X509NameView(OpenSsl.CRYPTO.X509_get_subject_name(certificate));
  }

  @Override
  public TlsName issuer() {
    return new X509NameView(FACTS.X509_get_issuer_name(certificate));
  }
}
