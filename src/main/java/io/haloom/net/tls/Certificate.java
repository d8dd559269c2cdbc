package io.haloom.net.tls;

import io.haloom.net.TlsCertificate;
import io.haloom.net.TlsException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A certificate with its chain, and perhaps its key and parameters: what a PEM file holds. Its
 * memory is OpenSSL's.
 */
public final class Certificate extends Owned {
  private static final LibCrypto CRYPTO = OpenSsl.CRYPTO;

  // Of openssl/obj_mac.h, x509v3.h and evp.h.
  private static final int NID_SUBJECT_ALT_NAME = 85;
  private static final int NID_COMMON_NAME = 13;
  private static final int GEN_DNS = 2;
  private static final int PKEY_RSA = 6;
  private static final int PKEY_EC = 408;

  /** What a key signs with, as far as the choice of a certificate goes. */
  public enum KeyType {
    RSA,
    ECDSA,
    OTHER
  }

  /** OpenSSL's objects; 0 where there is none. */
  private static final class Objects implements Runnable {
    long leaf;
    long key;

    @Override
    public void run() {
      if (leaf != 0) {
        CRYPTO.X509_free(leaf);
      }
      if (key != 0) {
        CRYPTO.EVP_PKEY_free(key);
      }
    }
  }

  private final Objects objects = new Objects();
  private final List<SharedX509> chain = new ArrayList<>();
  private DhParameters parameters;

  /** Where its chain is from, where that is not its own file; or null. */
  private String chainFile;

  private Certificate() {
    owns(objects);
  }

  /**
   * Reads one.
   *
   * @param pem the bytes of a file: a certificate, those of its chain behind it, and perhaps the
   *     key and {@code DH PARAMETERS} anywhere; other texts are passed over
   * @param name what messages call it
   * @throws TlsException in HAProxy's words
   */
  public static Certificate parse(byte[] pem, String name) throws TlsException {
    Certificate made = new Certificate();
    try (PemTexts texts = new PemTexts(pem)) {
      made.objects.key = KeyDecoder.key(texts);
      made.objects.leaf = texts.certificate();
      CRYPTO.ERR_clear_error();
      if (made.objects.leaf == 0) {
        throw new TlsException("unable to load certificate from file '" + name + "'.");
      }
      made.rest(texts, name);
      return made;
    } catch (TlsException e) {
      made.close();
      throw e;
    }
  }

  /** What lies around the certificate itself. */
  private void rest(PemTexts texts, String name) throws TlsException {
    boolean behind = false;
    for (PemTexts.Text text : texts.all()) {
      if (text.isCertificate() && behind) {
        SharedX509 one = SharedX509.of(text);
        if (one == null) {
          throw new TlsException("unable to load certificate chain from file '" + name + "'.");
        }
        chain.add(one);
      }
      behind |= text.isCertificate() || text.isTrustedCertificate();
      if (parameters == null) {
        parameters = DhParameters.of(text);
      }
    }
  }

  /**
   * One that was just made.
   *
   * @param leaf {@code X509*}, which belongs to what is returned
   * @param like whose key it has; held by who calls
   * @param authority who signed it, the first of its chain; held by who calls
   */
  static Certificate issued(long leaf, Certificate like, Certificate authority) {
    Certificate made = new Certificate();
    made.objects.leaf = leaf;
    OpenSsl.PEM.EVP_PKEY_up_ref(like.key());
    made.objects.key = like.key();
    made.chain.add(SharedX509.of(authority.der()));
    made.chain.addAll(authority.chain);
    return made;
  }

  /** The first certificate of a text alone, or null where there is none. */
  public static Certificate alone(byte[] pem) {
    Certificate made = new Certificate();
    try (PemTexts texts = new PemTexts(pem)) {
      made.objects.leaf = texts.certificate();
      CRYPTO.ERR_clear_error();
    }
    if (made.objects.leaf == 0) {
      made.close();
      return null;
    }
    return made;
  }

  /** Whether there is a private key in a text. */
  public static boolean isKey(byte[] pem) {
    try (PemTexts texts = new PemTexts(pem)) {
      long key = KeyDecoder.key(texts);
      if (key != 0) {
        CRYPTO.EVP_PKEY_free(key);
      }
      return key != 0;
    }
  }

  /** The same certificate with the key of another text, or null where there is none in it. */
  public Certificate withKey(byte[] pem) {
    Certificate made = new Certificate();
    try (PemTexts texts = new PemTexts(pem)) {
      made.objects.key = KeyDecoder.key(texts);
    }
    if (made.objects.key == 0) {
      made.close();
      return null;
    }
    CRYPTO.X509_up_ref(leaf());
    made.objects.leaf = leaf();
    made.chain.addAll(chain);
    made.chainFile = chainFile;
    made.parameters = parameters;
    return made;
  }

  // --- what it holds ---------------------------------------------------------------------------

  /** {@code X509*}; borrowed, for as long as this is known. */
  long leaf() {
    return objects.leaf;
  }

  /** {@code EVP_PKEY*}; borrowed; 0 for none. */
  long key() {
    return objects.key;
  }

  /** Parameters of Diffie-Hellman, or null. */
  DhParameters parameters() {
    return parameters;
  }

  /** {@code X509*} of the chain, without the certificate itself; borrowed. */
  List<Long> chain() {
    return chain.stream().map(one -> one.address).toList();
  }

  /** Whether it was used to sign another, as far as their names and constraints tell. */
  public boolean isIssuerOf(Certificate other) {
    return isIssuerOf(leaf(), other);
  }

  private static boolean isIssuerOf(long one, Certificate other) {
    boolean is = OpenSsl.PEM.X509_check_issued(one, other.leaf()) == 0;
    CRYPTO.ERR_clear_error();
    return is;
  }

  /** Gives it the chain of who signed it, where it has none. Done once, by who has read it. */
  public void complete(IssuerChains issuers) {
    IssuerChains.Chain found = chain.isEmpty() ? issuers.find(leaf()) : null;
    if (found != null) {
      chain.addAll(found.certificates());
      chainFile = found.path();
    }
  }

  /** The file of its chain, where that is not its own; or null. */
  public String chainFile() {
    return chainFile;
  }

  /** {@code X509*} of who signed it, where that is in its chain; 0 where it is not; borrowed. */
  long signer() {
    for (long one : chain()) {
      if (isIssuerOf(one, this)) {
        return one;
      }
    }
    return 0;
  }

  public boolean hasKey() {
    return objects.key != 0;
  }

  /** Whether key and certificate belong together. */
  public boolean isConsistent() {
    boolean good = CRYPTO.X509_check_private_key(leaf(), key()) == 1;
    CRYPTO.ERR_clear_error();
    return good;
  }

  /** Whether there are parameters of Diffie-Hellman with it. */
  public boolean hasDhParameters() {
    return parameters != null;
  }

  /** Bits of its key where that is one of RSA, or else 0. */
  public int rsaBits() {
    return key() != 0 && CRYPTO.EVP_PKEY_get_base_id(key()) == PKEY_RSA
        ? CRYPTO.EVP_PKEY_get_bits(key())
        : 0;
  }

  /** What its key signs with. */
  public KeyType keyType() {
    long key = CRYPTO.X509_get0_pubkey(leaf());
    CRYPTO.ERR_clear_error();
    return switch (key == 0 ? 0 : CRYPTO.EVP_PKEY_get_base_id(key)) {
      case PKEY_RSA -> KeyType.RSA;
      case PKEY_EC -> KeyType.ECDSA;
      default -> KeyType.OTHER;
    };
  }

  /** The names it is for: those of {@code subjectAltName} that are DNS names, then common names. */
  public List<String> names() {
    return names(leaf());
  }

  /** {@code subjectAltName} alone, as {@link #alternativeTexts(long)}. */
  public List<String> alternativeTexts() {
    return alternativeTexts(leaf());
  }

  /** A look at it, valid while this is known and not closed. */
  public TlsCertificate view() {
    return new X509View(leaf());
  }

  /** A look at those of its chain. */
  public List<TlsCertificate> chainViews() {
    return chain().stream().map(one -> (TlsCertificate) new X509View(one)).toList();
  }

  private static List<String> alternativeNames(long leaf) {
    return alternatives(leaf).stream().filter(name -> name != null).toList();
  }

  /** What {@code subjectAltName} of a {@code X509*} says: {@code DNS:}, or nothing of others. */
  static List<String> alternativeTexts(long leaf) {
    return alternatives(leaf).stream().map(name -> name == null ? "" : "DNS:" + name).toList();
  }

  /** Those that are DNS names; null stands for another. */
  private static List<String> alternatives(long leaf) {
    List<String> names = new ArrayList<>();
    long alternatives = CRYPTO.X509_get_ext_d2i(leaf, NID_SUBJECT_ALT_NAME, 0, 0);
    if (alternatives != 0) {
      for (int i = 0; i < CRYPTO.OPENSSL_sk_num(alternatives); i++) {
        names.add(dnsName(CRYPTO.OPENSSL_sk_value(alternatives, i)));
      }
      CRYPTO.GENERAL_NAMES_free(alternatives);
    }
    CRYPTO.ERR_clear_error();
    return names;
  }

  /** Those of a {@code X509*}. */
  static List<String> names(long leaf) {
    List<String> names = new ArrayList<>(alternativeNames(leaf));
    long subject = CRYPTO.X509_get_subject_name(leaf);
    int at = CRYPTO.X509_NAME_get_index_by_NID(subject, NID_COMMON_NAME, -1);
    while (at >= 0) {
      long entry = CRYPTO.X509_NAME_get_entry(subject, at);
      String name = text(CRYPTO.X509_NAME_ENTRY_get_data(entry));
      if (name != null) {
        names.add(name);
      }
      at = CRYPTO.X509_NAME_get_index_by_NID(subject, NID_COMMON_NAME, at);
    }
    CRYPTO.ERR_clear_error();
    return names;
  }

  private static String dnsName(long alternative) {
    try (NativeBytes type = NativeBytes.room(Integer.BYTES)) {
      long value = CRYPTO.GENERAL_NAME_get0_value(alternative, type.address());
      return type.numberAt(0) == GEN_DNS ? text(value) : null;
    }
  }

  private static String text(long string) {
    try (NativeBytes out = NativeBytes.room(0)) {
      int length = CRYPTO.ASN1_STRING_to_UTF8(out.pointer(), string);
      if (length < 0) {
        return null;
      }
      long made = out.moved();
      byte[] text = NativeBytes.copy(made, length);
      CRYPTO.CRYPTO_free(made, 0, 0);
      return new String(text, StandardCharsets.UTF_8);
    }
  }

  /** Its DER bytes. */
  public byte[] der() {
    return OpenSsl.der(leaf());
  }
}
