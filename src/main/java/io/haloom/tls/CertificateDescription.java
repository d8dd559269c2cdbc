package io.haloom.tls;

import io.haloom.net.TlsCertificate;
import io.haloom.net.TlsName;
import io.haloom.net.tls.Certificate;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Collectors;

/** What {@code show ssl cert} says of a certificate. */
final class CertificateDescription {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final DateTimeFormatter WRITTEN =
      DateTimeFormatter.ofPattern("yyMMddHHmmss", Locale.ROOT);
  private static final DateTimeFormatter SHOWN =
      DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss yyyy 'GMT'", Locale.ENGLISH);

  private CertificateDescription() {}

  /** Its lines, from the number to the chain. */
  static String of(Certificate certificate) {
    TlsCertificate leaf = certificate.view();
    StringBuilder text = new StringBuilder();
    line(text, "Serial", HEX.formatHex(leaf.serial()));
    line(text, "notBefore", time(leaf.notBefore()));
    line(text, "notAfter", time(leaf.notAfter()));
    String names =
        certificate.alternativeNames().stream()
            .map(name -> "DNS:" + name)
            .collect(Collectors.joining(", "));
    line(text, "Subject Alternative Name", names);
    line(text, "Algorithm", leaf.keyText());
    line(text, "SHA1 FingerPrint", HEX.formatHex(leaf.sha1()));
    line(text, "Subject", name(leaf.subject()));
    line(text, "Issuer", name(leaf.issuer()));
    for (TlsCertificate one : certificate.chainViews()) {
      line(text, "Chain Subject", name(one.subject()));
      line(text, "Chain Issuer", name(one.issuer()));
    }
    return text.toString();
  }

  private static void line(StringBuilder into, String title, String value) {
    into.append(title).append(": ").append(value).append('\n');
  }

  private static String name(TlsName name) {
    byte[] line = name.oneLine();
    return line == null ? "" : new String(line, StandardCharsets.UTF_8);
  }

  /** As {@code ASN1_TIME_print} writes it. */
  private static String time(byte[] written) {
    if (written == null || written.length < 12) {
      return "Bad time value";
    }
    String text = new String(written, 0, 12, StandardCharsets.US_ASCII);
    return SHOWN.format(LocalDateTime.parse(text, WRITTEN));
  }
}
