package io.haloom.net.tls;

import io.haloom.net.TlsException;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes certificates as they are asked for, and signs them. Any thread may ask. */
public final class CertificateAuthority {
  private static final long DAY = 86_400;

  /** Of the last one, 32 bits; starts with the time, so that two starts do not make the same. */
  private static final AtomicInteger SERIAL = new AtomicInteger((int) System.currentTimeMillis());

  private static final String[][] EXTENSIONS = {
    {"basicConstraints", "CA:FALSE"},
    {"nsComment", "\"OpenSSL Generated Certificate\""},
    {"subjectKeyIdentifier", "hash"},
    {"authorityKeyIdentifier", "keyid,issuer:always"},
    {"keyUsage", "nonRepudiation,digitalSignature,keyEncipherment"}
  };

  private final Certificate authority;

  /**
   * One who signs.
   *
   * @param authority with its key; its chain goes with all that it signs
   */
  public CertificateAuthority(Certificate authority) {
    this.authority = authority;
  }

  /**
   * Makes one, good from yesterday on for a year.
   *
   * @param host whom it is for
   * @param like whose key it has
   * @return null where that other one is used no more
   * @throws TlsException where there can be none for such a name
   */
  public Certificate certify(String host, Certificate like) throws TlsException {
    if (!like.hold()) {
      return null;
    }
    OpenSsl.CRYPTO.ERR_clear_error();
    try (CertificateDraft draft = new CertificateDraft(authority.leaf())) {
      long name = OpenSsl.CRYPTO.X509_get_subject_name(authority.leaf());
      draft.serial(Integer.toUnsignedLong(SERIAL.incrementAndGet()));
      draft.validity(-DAY, 365 * DAY);
      draft.key(like.key());
      draft.issuer(name);
      draft.subject(name, host);
      for (String[] extension : EXTENSIONS) {
        draft.extension(extension[0], extension[1]);
      }
      draft.extension("subjectAltName", "DNS:" + host);
      draft.sign(authority.key());
      return Certificate.issued(draft.take(), like, authority);
    } finally {
      like.drop();
    }
  }
}
