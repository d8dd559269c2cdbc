package io.haloom.net.tls;

import com.kenai.jffi.MemoryIO;
import io.haloom.net.TlsException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A certificate with its chain, and perhaps its key: what a PEM file holds. Its memory is
 * OpenSSL's, and given back once nobody knows it any more.
 */
public final class Certificate {
  private static final MemoryIO MEMORY = MemoryIO.getInstance();
  private static final LibCrypto CRYPTO = OpenSsl.CRYPTO;

  // Of openssl/bio.h, obj_mac.h, x509v3.h and evp.h.
  private static final int CTRL_RESET = 1;
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
    final List<Long> chain = new ArrayList<>();

    @Override
    public void run() {
      if (leaf != 0) {
        CRYPTO.X509_free(leaf);
      }
      if (key != 0) {
        CRYPTO.EVP_PKEY_free(key);
      }
      chain.forEach(CRYPTO::X509_free);
    }
  }

  private final Objects objects = new Objects();

  private Certificate() {
    OpenSsl.CLEANER.register(this, objects);
  }

  /**
   * Reads one.
   *
   * @param pem the bytes of a file: a certificate, those of its chain behind it, and perhaps the
   *     key anywhere; other texts are passed over
   * @param name what messages call it
   * @throws TlsException in HAProxy's words
   */
  public static Certificate parse(byte[] pem, String name) throws TlsException {
    Certificate made = new Certificate();
    try (Pem in = new Pem(pem)) {
      made.objects.key = in.privateKey();
      in.rewind();
      made.objects.leaf = CRYPTO.PEM_read_bio_X509_AUX(in.bio, 0, 0, Pem.NO_PASSWORD);
      if (made.objects.leaf == 0) {
        CRYPTO.ERR_clear_error();
        throw new TlsException("unable to load certificate from file '" + name + "'.");
      }
      CRYPTO.ERR_clear_error();
      for (long next = in.certificate(); next != 0; next = in.certificate()) {
        made.objects.chain.add(next);
      }
      if (!Pem.isEndOfTexts()) {
        throw new TlsException("unable to load certificate chain from file '" + name + "'.");
      }
    }
    return made;
  }

  /** The same certificate with the key of another text, or null where there is none in it. */
  public Certificate withKey(byte[] pem) {
    Certificate made = new Certificate();
    try (Pem in = new Pem(pem)) {
      made.objects.key = in.privateKey();
      CRYPTO.ERR_clear_error();
    }
    if (made.objects.key == 0) {
      return null;
    }
    CRYPTO.X509_up_ref(leaf());
    made.objects.leaf = leaf();
    for (long one : objects.chain) {
      CRYPTO.X509_up_ref(one);
      made.objects.chain.add(one);
    }
    return made;
  }

  /** A PEM text that is being read. */
  private static final class Pem implements AutoCloseable {
    /** An empty text: without one, OpenSSL would ask for a password at the terminal. */
    static final long NO_PASSWORD = MEMORY.allocateMemory(1, true);

    // Of openssl/err.h and pem.h: the end of a file is an error of this library and reason.
    private static final int LIB_PEM = 9;
    private static final int NO_START_LINE = 108;

    private final ByteBuffer bytes;
    final long bio;

    Pem(byte[] pem) {
      CRYPTO.ERR_clear_error();
      bytes = ByteBuffer.allocateDirect(Math.max(1, pem.length)).put(pem).flip();
      bio = CRYPTO.BIO_new_mem_buf(OpenSsl.address(bytes), pem.length);
    }

    long privateKey() {
      return CRYPTO.PEM_read_bio_PrivateKey(bio, 0, 0, NO_PASSWORD);
    }

    long certificate() {
      return CRYPTO.PEM_read_bio_X509(bio, 0, 0, NO_PASSWORD);
    }

    void rewind() {
      CRYPTO.ERR_clear_error();
      CRYPTO.BIO_ctrl(bio, CTRL_RESET, 0, 0);
    }

    /** Whether the last read failed for there was nothing more, and no other reason. */
    static boolean isEndOfTexts() {
      long error = CRYPTO.ERR_get_error();
      CRYPTO.ERR_clear_error();
      return error == 0 || (error >> 23 & 0xFF) == LIB_PEM || (error & 0x7FFFFF) == NO_START_LINE;
    }

    @Override
    public void close() {
      CRYPTO.BIO_free(bio);
      java.lang.ref.Reference.reachabilityFence(bytes);
    }
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

  /** {@code X509*} of the chain, without the certificate itself; borrowed. */
  List<Long> chain() {
    return objects.chain;
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
    List<String> names = new ArrayList<>();
    long alternatives = CRYPTO.X509_get_ext_d2i(leaf(), NID_SUBJECT_ALT_NAME, 0, 0);
    if (alternatives != 0) {
      for (int i = 0; i < CRYPTO.OPENSSL_sk_num(alternatives); i++) {
        addAlternative(names, CRYPTO.OPENSSL_sk_value(alternatives, i));
      }
      CRYPTO.GENERAL_NAMES_free(alternatives);
    }
    long subject = CRYPTO.X509_get_subject_name(leaf());
    int at = CRYPTO.X509_NAME_get_index_by_NID(subject, NID_COMMON_NAME, -1);
    while (at >= 0) {
      long entry = CRYPTO.X509_NAME_get_entry(subject, at);
      addText(names, CRYPTO.X509_NAME_ENTRY_get_data(entry));
      at = CRYPTO.X509_NAME_get_index_by_NID(subject, NID_COMMON_NAME, at);
    }
    CRYPTO.ERR_clear_error();
    return names;
  }

  private static void addAlternative(List<String> names, long alternative) {
    ByteBuffer type = ByteBuffer.allocateDirect(4).order(java.nio.ByteOrder.nativeOrder());
    long value = CRYPTO.GENERAL_NAME_get0_value(alternative, OpenSsl.address(type));
    if (type.getInt(0) == GEN_DNS) {
      addText(names, value);
    }
  }

  private static void addText(List<String> names, long string) {
    ByteBuffer out = ByteBuffer.allocateDirect(8).order(java.nio.ByteOrder.nativeOrder());
    int length = CRYPTO.ASN1_STRING_to_UTF8(OpenSsl.address(out), string);
    if (length >= 0) {
      byte[] text = new byte[length];
      MEMORY.getByteArray(out.getLong(0), text, 0, length);
      CRYPTO.CRYPTO_free(out.getLong(0), 0, 0);
      names.add(new String(text, StandardCharsets.UTF_8));
    }
  }

  /** Its DER bytes. */
  public byte[] der() {
    return OpenSsl.der(leaf());
  }
}
