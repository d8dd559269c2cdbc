package io.haloom.tls;

import io.haloom.net.TlsException;
import io.haloom.net.tls.Certificate;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** One of the parts of a certificate that have files, or commands, of their own. */
public enum CertificatePart {
  /** A PEM text with all that may be in one. What was known besides is of another certificate. */
  PEM("") {
    @Override
    CertificateParts change(CertificateParts parts, String name, byte[] text) throws TlsException {
      return CertificateParts.of(Certificate.parse(text, name));
    }
  },
  CRT("crt") {
    @Override
    CertificateParts change(CertificateParts parts, String name, byte[] text) throws TlsException {
      return PEM.change(parts, name, text);
    }
  },
  KEY("key") {
    @Override
    CertificateParts change(CertificateParts parts, String name, byte[] text) throws TlsException {
      Certificate certificate = parts.certificate();
      Certificate whole = certificate == null ? null : certificate.withKey(text);
      if (certificate == null ? !Certificate.isKey(text) : whole == null) {
        throw new TlsException("unable to load private key from file '" + name + "'.");
      }
      return whole == null ? parts : parts.withKey(whole);
    }
  },
  /** In Base64. */
  OCSP("ocsp") {
    @Override
    CertificateParts change(CertificateParts parts, String name, byte[] text) throws TlsException {
      byte[] response = base64(text);
      if (response == null) {
        throw new TlsException(NO_BASE64);
      }
      return parts.withOcsp(response);
    }
  },
  SCTL("sctl") {
    @Override
    CertificateParts change(CertificateParts parts, String name, byte[] text) throws TlsException {
      if (!isTimestamps(text)) {
        throw new TlsException("");
      }
      return parts.withTimestamps(text);
    }
  },
  ISSUER("issuer") {
    @Override
    CertificateParts change(CertificateParts parts, String name, byte[] text) throws TlsException {
      Certificate issuer = Certificate.alone(text);
      if (issuer == null) {
        throw new TlsException("'" + name + "' cannot be read or parsed'.");
      }
      return parts.withIssuer(issuer);
    }
  };

  /** Of a response; as with HAProxy, what follows stands in the same line. */
  static final String NO_BASE64 = "Error reading OCSP response in base64 format";

  private final String extension;

  CertificatePart(String extension) {
    this.extension = extension;
  }

  /** What its files end with, behind a dot. */
  public String extension() {
    return extension;
  }

  /**
   * Makes parts with another one.
   *
   * @param name what messages call the text
   * @throws TlsException in HAProxy's words
   */
  abstract CertificateParts change(CertificateParts parts, String name, byte[] text)
      throws TlsException;

  /** The part that a name's extension names; {@link #PEM} for any other. */
  public static CertificatePart of(String name) {
    String end = name.substring(name.lastIndexOf('.') + 1);
    for (CertificatePart part : values()) {
      if (part != PEM && name.contains(".") && part.extension.equals(end)) {
        return part;
      }
    }
    return PEM;
  }

  /** The bytes of a text that may be broken into lines, or null. */
  public static byte[] base64(byte[] text) {
    String line = new String(text, StandardCharsets.ISO_8859_1).replaceAll("[\\r\\n]", "");
    try {
      return line.length() % 4 == 0 ? Base64.getDecoder().decode(line) : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Whether these may be a {@code SignedCertificateTimestampList} (RFC 6962, section 3.3). */
  static boolean isTimestamps(byte[] list) {
    int at = 2;
    if (list.length < 2 || length(list, 0) + 2 != list.length) {
      return false;
    }
    while (at < list.length) {
      if (list.length - at < 2) {
        return false;
      }
      at += 2 + length(list, at);
    }
    return at == list.length;
  }

  private static int length(byte[] list, int at) {
    return (list[at] & 0xFF) << 8 | list[at + 1] & 0xFF;
  }
}
