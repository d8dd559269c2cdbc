package io.haloom.tls;

import io.haloom.net.TlsCertificate;
import io.haloom.net.TlsName;
import io.haloom.net.tls.Certificate;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** What {@code show ssl cert} says of a certificate. */
final class CertificateDescription {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private CertificateDescription() {}

  /** Its lines, from the number to the chain. */
  static String of(Certificate certificate) {
    StringBuilder text = new StringBuilder();
    if (certificate.chainFile() != null) {
      line(text, "Chain Filename", certificate.chainFile());
    }
    text.append(of(certificate.view(), certificate.alternativeNames()));
    for (TlsCertificate one : certificate.chainViews()) {
      line(text, "Chain Subject", name(one.subject()));
      line(text, "Chain Issuer", name(one.issuer()));
    }
    return text.toString();
  }

  /**
   * The lines of one alone.
   *
   * @param alternatives its {@code subjectAltName}: DNS names
   */
  static String of(TlsCertificate leaf, List<String> alternatives) {
    StringBuilder text = new StringBuilder();
    line(text, "Serial", HEX.formatHex(leaf.serial()));
    line(text, "notBefore", leaf.notBeforeText());
    line(text, "notAfter", leaf.notAfterText());
    String names =
        alternatives.stream().map(name -> "DNS:" + name).collect(Collectors.joining(", "));
    line(text, "Subject Alternative Name", names);
    line(text, "Algorithm", leaf.keyText());
    line(text, "SHA1 FingerPrint", HEX.formatHex(leaf.sha1()));
    line(text, "Subject", name(leaf.subject()));
    line(text, "Issuer", name(leaf.issuer()));
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
