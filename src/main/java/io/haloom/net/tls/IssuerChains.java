package io.haloom.net.tls;

import io.haloom.net.TlsCertificate;
import io.haloom.net.TlsException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Chains of authorities, from those that sign certificates upwards ({@code issuers-chain-path}):
 * certificates without a chain are sent with that of who signed them.
 */
public final class IssuerChains {
  private static final LibPem PEM = OpenSsl.PEM;

  /**
   * One of them.
   *
   * @param path of its file
   * @param key {@code SubjectKeyIdentifier} of the first
   * @param certificates from the first upwards, one at least
   */
  record Chain(String path, byte[] key, List<SharedX509> certificates) {
    long first() {
      return certificates.get(0).address;
    }
  }

  /**
   * A look at one of them.
   *
   * @param path of its file
   * @param certificates from the first upwards
   */
  public record Shown(String path, List<TlsCertificate> certificates) {
    /** None. */
    public static final Shown NONE = new Shown(null, List.of());
  }

  private final List<Chain> chains = new ArrayList<>();

  /**
   * Adds one.
   *
   * @param pem the bytes of its file
   * @throws TlsException in HAProxy's words, where it is of no use
   */
  public void add(byte[] pem, String path) throws TlsException {
    List<SharedX509> certificates = new ArrayList<>();
    try (PemTexts texts = new PemTexts(pem)) {
      texts.all().stream()
          .filter(PemTexts.Text::isCertificate)
          .map(SharedX509::of)
          .takeWhile(one -> one != null)
          .forEach(certificates::add);
    }
    if (certificates.isEmpty()) {
      throw new TlsException(
          "unable to load issuers-chain " + path + " : pem certificate not found.");
    }
    byte[] key = bytes(PEM.X509_get0_subject_key_id(certificates.get(0).address));
    if (key == null) {
      throw new TlsException(
          "unable to load issuers-chain " + path + " : SubjectKeyIdentifier not found.");
    }
    Chain made = new Chain(path, key, certificates);
    for (Chain known : chains) {
      if (Arrays.equals(known.key, key) && hasNameOf(known.first(), made.first())) {
        throw new TlsException(
            "duplicate issuers-chain " + path + ": " + known.path + " already in store");
      }
    }
    chains.add(made);
  }

  private static byte[] bytes(long string) {
    return string == 0 ? null : X509View.bytes(string);
  }

  private static boolean hasNameOf(long one, long other) {
    return OpenSsl.TRUST.X509_NAME_cmp(
            OpenSsl.CRYPTO.X509_get_subject_name(one), OpenSsl.CRYPTO.X509_get_subject_name(other))
        == 0;
  }

  /** That of who signed a certificate, or none. */
  public Shown show(TlsCertificate certificate) {
    Chain found = find(((X509View) certificate).address());
    return found == null
        ? Shown.NONE
        : new Shown(
            found.path,
            found.certificates.stream()
                .map(one -> (TlsCertificate) new X509View(one.address))
                .toList());
  }

  /** That of who signed a {@code X509*}, or null. */
  Chain find(long certificate) {
    byte[] key = bytes(PEM.X509_get0_authority_key_id(certificate));
    for (Chain one : chains) {
      if (Arrays.equals(one.key, key) && PEM.X509_check_issued(one.first(), certificate) == 0) {
        OpenSsl.CRYPTO.ERR_clear_error();
        return one;
      }
    }
    OpenSsl.CRYPTO.ERR_clear_error();
    return null;
  }
}
