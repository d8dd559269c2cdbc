package io.haloom.net.tls;

import io.haloom.net.TlsName;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A look at a name in a certificate that is OpenSSL's, and stays its owner's. */
final class X509NameView implements TlsName {
  private static final LibFacts FACTS = OpenSsl.FACTS;
  private static final LibCrypto CRYPTO = OpenSsl.CRYPTO;

  /** {@code XN_FLAG_RFC2253}. */
  private static final long RFC2253 = 0x1110317;

  private static final int LONGEST_NUMBER = 128;

  /** {@code X509_NAME*}, borrowed. */
  private final long name;

  X509NameView(long name) {
    this.name = name;
  }

  @Override
  public byte[] oneLine() {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int count = FACTS.X509_NAME_entry_count(name);
    for (int i = 0; i < count; i++) {
      long entry = CRYPTO.X509_NAME_get_entry(name, i);
      line.write('/');
      line.writeBytes(attribute(entry).getBytes(StandardCharsets.ISO_8859_1));
      line.write('=');
      line.writeBytes(value(entry));
    }
    return count == 0 ? null : line.toByteArray();
  }

  @Override
  public byte[] rfc2253() {
    long bio = CRYPTO.BIO_new(CRYPTO.BIO_s_mem());
    try {
      int length = FACTS.X509_NAME_print_ex(bio, name, 0, RFC2253);
      CRYPTO.ERR_clear_error();
      return length <= 0 ? null : OpenSsl.contents(bio);
    } finally {
      CRYPTO.BIO_free(bio);
    }
  }

  @Override
  public byte[] entry(String attribute, int occurrence) {
    int count = FACTS.X509_NAME_entry_count(name);
    int left = Math.abs(occurrence);
    for (int i = 0; i < count; i++) {
      long entry = CRYPTO.X509_NAME_get_entry(name, occurrence < 0 ? count - 1 - i : i);
      if (attribute(entry).equalsIgnoreCase(attribute) && --left == 0) {
        return value(entry);
      }
    }
    return null;
  }

  private static byte[] value(long entry) {
    return X509View.bytes(CRYPTO.X509_NAME_ENTRY_get_data(entry));
  }

  /** The short name of an entry's kind, or its number where it has none. */
  private static String attribute(long entry) {
    long object = FACTS.X509_NAME_ENTRY_get_object(entry);
    int nid = FACTS.OBJ_obj2nid(object);
    String known = nid == 0 ? null : FACTS.OBJ_nid2sn(nid);
    if (known != null) {
      return known;
    }
    try (NativeBytes text = NativeBytes.room(LONGEST_NUMBER)) {
      FACTS.i2t_ASN1_OBJECT(text.address(), LONGEST_NUMBER, object);
      return text.text();
    }
  }
}
