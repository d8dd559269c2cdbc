package io.haloom.tls;

import io.haloom.net.tls.Certificate;

/**
 * All that belongs to a certificate. Never changes.
 *
 * @param certificate with chain, parameters and, where it is known, its key; null for none yet
 * @param timestamps a {@code SignedCertificateTimestampList} ({@code .sctl}), or null
 * @param ocsp an {@code OCSPResponse} ({@code .ocsp}), or null
 * @param issuer who signed it ({@code .issuer}), or null
 */
record CertificateParts(
    Certificate certificate, byte[] timestamps, byte[] ocsp, Certificate issuer) {
  static final CertificateParts NONE = new CertificateParts(null, null, null, null);

  /** Another certificate, of which nothing else is known. */
  static CertificateParts of(Certificate certificate) {
    return new CertificateParts(certificate, null, null, null);
  }

  /** The same certificate with what else is known of it. */
  CertificateParts withKey(Certificate same) {
    return new CertificateParts(same, timestamps, ocsp, issuer);
  }

  CertificateParts withTimestamps(byte[] list) {
    return new CertificateParts(certificate, list, ocsp, issuer);
  }

  CertificateParts withOcsp(byte[] response) {
    return new CertificateParts(certificate, timestamps, response, issuer);
  }

  CertificateParts withIssuer(Certificate signer) {
    return new CertificateParts(certificate, timestamps, ocsp, signer);
  }

  /** Gives its memory back, but for what another has, too. */
  void closeBut(CertificateParts other) {
    if (certificate != null && certificate != other.certificate) {
      certificate.close();
    }
    if (issuer != null && issuer != other.issuer) {
      issuer.close();
    }
  }
}
