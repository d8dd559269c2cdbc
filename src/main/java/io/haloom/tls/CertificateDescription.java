package io.haloom.tls;

import io.haloom.net.TlsCertificate;
import io.haloom.net.TlsName;
import io.haloom.net.tls.Certificate;
import io.haloom.net.tls.IssuerChains;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/** What {@code show ssl cert} says of a certificate. */
final class CertificateDescription {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private CertificateDescription() {}

  /** Its lines, from the number to the chain. */
  static String of(Certificate certificate) {
    return of(
        certificate.view(),
        certificate.alternativeTexts(),
        new IssuerChains.Shown(certificate.chainFile(), certificate.chainViews()));
  }

  /**
   * Its lines.
   *
   * @param alternatives its {@code subjectAltName}
   * @param chain of who signed it, with its file where that is not the certificate's
   */
  static String of(TlsCertificate leaf, List<String> alternatives, IssuerChains.Shown chain) {
    StringBuilder text = new StringBuilder();
    if (chain.path() != null) {
      line(text, "Chain Filename", chain.path());
    }
    line(text, "Serial", HEX.formatHex(leaf.serial()));
    line(text, "notBefore", leaf.notBeforeText());
    line(text, "notAfter", leaf.notAfterText());
    line(text, "Subject Alternative Name", String.join(", ", alternatives));
    if (leaf.keyText() == null) {
      // Of a kind of key that it does not know HAProxy tells no more.
      return text.append("Algorithm: ").toString();
    }
    line(text, "Algorithm", leaf.keyText());
    line(text, "SHA1 FingerPrint", HEX.formatHex(leaf.sha1()));
    line(text, "Subject", name(leaf.subject()));
    line(text, "Issuer", name(leaf.issuer()));
    for (TlsCertificate one : chain.certificates()) {
      line(text, "Chain Subject", name(one.subject()));
      line(text, "Chain Issuer", name(one.issuer()));
    }
    return text.toString();
  }

  private static void line(StringBuilder into, String title, String value) {
    into.append(title).append(": ").append(value).append('\n');
  }

  static String name(TlsName name) {
    byte[] line = name.oneLine();
    return line == null ? "" : new String(line, StandardCharsets.UTF_8);
  }
}
