package io.haloom.net.tls;

import io.haloom.net.TlsName;
import java.util.ArrayList;
import java.util.List;

/** A look at a list of certificates that were revoked; OpenSSL's, and stays its owner's. */
public final class RevocationList {
  private static final LibTrust TRUST = OpenSsl.TRUST;

  /** {@code X509_CRL*}, borrowed. */
  private final long list;

  RevocationList(long list) {
    this.list = list;
  }

  /** From 1. */
  public int version() {
    return 1 + (int) TRUST.X509_CRL_get_version(list);
  }

  /** OpenSSL's long name of it. */
  public String signatureAlgorithm() {
    return TRUST.OBJ_nid2ln(TRUST.X509_CRL_get_signature_nid(list));
  }

  public TlsName issuer() {
    return new X509NameView(TRUST.X509_CRL_get_issuer(list));
  }

  /** When it was made. */
  public String lastUpdate() {
    return OpenSsl.time(TRUST.X509_CRL_get0_lastUpdate(list));
  }

  /** When the next one is made, or an empty text. */
  public String nextUpdate() {
    long time = TRUST.X509_CRL_get0_nextUpdate(list);
    return time == 0 ? "" : OpenSsl.time(time);
  }

  /**
   * One that was revoked.
   *
   * @param serial its number
   * @param date since when
   */
  public record Revoked(byte[] serial, String date) {}

  /** Those that were revoked. */
  public List<Revoked> revoked() {
    long all = TRUST.X509_CRL_get_REVOKED(list);
    List<Revoked> found = new ArrayList<>();
    for (int i = 0; i < OpenSsl.CRYPTO.OPENSSL_sk_num(all); i++) {
      long one = OpenSsl.CRYPTO.OPENSSL_sk_value(all, i);
      found.add(
          new Revoked(
              X509View.bytes(TRUST.X509_REVOKED_get0_serialNumber(one)),
              OpenSsl.time(TRUST.X509_REVOKED_get0_revocationDate(one))));
    }
    return found;
  }
}
