package io.haloom.net.tls;

import io.haloom.net.TlsException;

/** A certificate that is being made ({@code X509}, of version 3). */
final class CertificateDraft implements AutoCloseable {
  static final LibMaking MAKING = OpenSsl.load(LibMaking.class, OpenSsl.LIBCRYPTO);
  private static final LibCrypto CRYPTO = OpenSsl.CRYPTO;

  // Of openssl/evp.h and asn1.h.
  private static final int PKEY_RSA = 6;
  private static final int PKEY_DSA = 116;
  private static final int PKEY_EC = 408;
  private static final int TEXT = 0x1001;

  /** More than an {@code X509V3_CTX} has, bytes. */
  private static final int CONTEXT = 256;

  private final NativeBytes context = NativeBytes.room(CONTEXT);

  /** Without one, extensions do not look at the certificate. */
  private final long configuration = MAKING.NCONF_new(0);

  private long certificate = MAKING.X509_new();

  /** An empty one, whose extensions are told nothing of who signs it. */
  CertificateDraft() throws TlsException {
    this(0);
  }

  /**
   * An empty one.
   *
   * @param authority {@code X509*} of who will sign it, for extensions that name it
   */
  CertificateDraft(long authority) throws TlsException {
    check(MAKING.X509_set_version(certificate, 2));
    MAKING.X509V3_set_ctx(context.address(), authority, certificate, 0, 0, 0, 0);
  }

  /** Fails with OpenSSL's reason where a call has returned nothing of use. */
  static void check(long result) throws TlsException {
    if (result == 0 || result == -1) {
      throw OpenSsl.failure();
    }
  }

  /** {@code X509*}; borrowed. */
  long address() {
    return certificate;
  }

  void serial(long number) throws TlsException {
    check(MAKING.ASN1_INTEGER_set_uint64(OpenSsl.FACTS.X509_get_serialNumber(certificate), number));
  }

  /** From when to when, seconds from now. */
  void validity(long from, long until) throws TlsException {
    check(MAKING.X509_gmtime_adj(MAKING.X509_getm_notBefore(certificate), from));
    check(MAKING.X509_gmtime_adj(MAKING.X509_getm_notAfter(certificate), until));
  }

  /** Copies the name of who signs it, {@code X509_NAME*}. */
  void issuer(long name) throws TlsException {
    check(MAKING.X509_set_issuer_name(certificate, name));
  }

  /** Whose it is: a name, {@code X509_NAME*}, that has one more {@code CN}. */
  void subject(long name, String commonName) throws TlsException {
    long whole = MAKING.X509_NAME_dup(name);
    check(whole);
    try {
      addCommonName(whole, commonName);
      check(MAKING.X509_set_subject_name(certificate, whole));
    } finally {
      MAKING.X509_NAME_free(whole);
    }
  }

  /** Adds a {@code CN} to a {@code X509_NAME*}. */
  static void addCommonName(long name, String text) throws TlsException {
    check(MAKING.X509_NAME_add_entry_by_txt(name, "CN", TEXT, text, -1, -1, 0));
  }

  /** Gives it the public half of a key, {@code EVP_PKEY*}. */
  void key(long key) throws TlsException {
    check(MAKING.X509_set_pubkey(certificate, key));
  }

  /** Adds an extension, in the words of x509v3_config(5). */
  void extension(String name, String value) throws TlsException {
    long made = MAKING.X509V3_EXT_nconf(configuration, context.address(), name, value);
    check(made);
    try {
      check(MAKING.X509_add_ext(certificate, made, -1));
    } finally {
      MAKING.X509_EXTENSION_free(made);
    }
  }

  /** Signs it with a key, {@code EVP_PKEY*}, by the digest that is usual for its kind. */
  void sign(long key) throws TlsException {
    long digest =
        switch (CRYPTO.EVP_PKEY_get_base_id(key)) {
          case PKEY_DSA -> MAKING.EVP_sha1();
          case PKEY_RSA, PKEY_EC -> MAKING.EVP_sha256();
          default -> 0;
        };
    check(MAKING.X509_sign(certificate, key, digest));
  }

  /** {@code X509*}, which belongs to who calls this. */
  long take() {
    long made = certificate;
    certificate = 0;
    return made;
  }

  @Override
  public void close() {
    context.close();
    MAKING.NCONF_free(configuration);
    CRYPTO.X509_free(certificate);
    CRYPTO.ERR_clear_error();
  }
}
