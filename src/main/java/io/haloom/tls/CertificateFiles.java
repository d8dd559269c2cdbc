package io.haloom.tls;

import io.haloom.net.TlsException;
import io.haloom.net.tls.Certificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a certificate and what belongs to it from files ({@code ssl-load-extra-files}). */
final class CertificateFiles {
  private final TlsGlobal.Files options;

  CertificateFiles(TlsGlobal.Files options) {
    this.options = options;
  }

  /**
   * Reads one.
   *
   * @param path of the certificate; its key may be in it, or beside it in {@code .key}
   * @throws TlsException in HAProxy's words
   */
  CertificateParts read(String path) throws TlsException {
    CertificateParts parts = certificate(path);
    String stem = options.stem(path);
    parts = key(parts, path, stem);
    parts = timestamps(parts, stem);
    parts = ocsp(parts, stem);
    return issuer(parts, stem);
  }

  private CertificateParts certificate(String path) throws TlsException {
    byte[] pem = bytes(path);
    if (pem == null) {
      throw new TlsException("cannot open the file '" + path + "'.");
    }
    return options.complete(CertificatePart.PEM.change(CertificateParts.NONE, path, pem));
  }

  /** Null where it cannot be read. */
  private static byte[] bytes(String path) {
    try {
      return Files.readAllBytes(Path.of(path));
    } catch (IOException e) {
      return null;
    }
  }

  private static boolean isThere(String path) {
    return Files.exists(Path.of(path));
  }

  private CertificateParts key(CertificateParts parts, String path, String stem)
      throws TlsException {
    if (!parts.certificate().hasKey() && !options.loads("key")) {
      throw new TlsException("No Private Key found in '" + stem + "'.");
    }
    String file = stem + ".key";
    CertificateParts whole = parts;
    if (!parts.certificate().hasKey() && isThere(file)) {
      whole = change(CertificatePart.KEY, parts, file);
    }
    Certificate certificate = whole.certificate();
    if (!certificate.hasKey()) {
      throw new TlsException("No Private Key found in '" + file + "'.");
    }
    if (!certificate.isConsistent()) {
      throw new TlsException(
          "inconsistencies between private key and certificate loaded '" + path + "'.");
    }
    return whole;
  }

  private static CertificateParts change(CertificatePart part, CertificateParts parts, String file)
      throws TlsException {
    byte[] content = bytes(file);
    try {
      return part.change(parts, file, content == null ? new byte[0] : content);
    } catch (TlsException e) {
      throw new TlsException(
          e.getMessage() + "\n '" + file + "' is present but cannot be read or parsed'.");
    }
  }

  private CertificateParts timestamps(CertificateParts parts, String stem) throws TlsException {
    String file = stem + ".sctl";
    if (!options.loads("sctl") || !isThere(file)) {
      return parts;
    }
    byte[] list = bytes(file);
    if (list == null || !CertificatePart.isTimestamps(list)) {
      throw new TlsException(" '" + file + ".sctl' is present but cannot be read or parsed'.");
    }
    return parts.withTimestamps(list);
  }

  private CertificateParts ocsp(CertificateParts parts, String stem) throws TlsException {
    String file = stem + ".ocsp";
    if (!options.loads("ocsp") || !isThere(file)) {
      return parts;
    }
    byte[] response = bytes(file);
    if (response == null) {
      throw new TlsException("Error opening OCSP response file");
    }
    return parts.withOcsp(response);
  }

  private CertificateParts issuer(CertificateParts parts, String stem) throws TlsException {
    String file = stem + ".issuer";
    if (parts.ocsp() == null || !options.loads("issuer") || !isThere(file)) {
      return parts;
    }
    byte[] pem = bytes(file);
    CertificateParts whole =
        CertificatePart.ISSUER.change(parts, file, pem == null ? new byte[0] : pem);
    if (!whole.issuer().isIssuerOf(whole.certificate())) {
      throw new TlsException(" '" + file + "' is not an issuer'.");
    }
    return whole;
  }
}
