package io.haloom.tls;

import io.haloom.net.TlsException;
import io.haloom.net.tls.Certificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a certificate and what belongs to it from files ({@code ssl-load-extra-files}). */
final class CertificateFiles {
  private final TlsGlobal global;

  CertificateFiles(TlsGlobal global) {
    this.global = global;
  }

  /**
   * Reads one.
   *
   * @param path of the certificate; its key may be in it, or beside it in {@code .key}
   * @throws TlsException in HAProxy's words
   */
  Certificate read(String path) throws TlsException {
    byte[] pem;
    try {
      pem = Files.readAllBytes(Path.of(path));
    } catch (IOException e) {
      throw new TlsException("cannot open the file '" + path + "'.");
    }
    Certificate certificate = Certificate.parse(pem, path);
    String base = global.stem(path);
    if (!certificate.hasKey() && !global.loads("key")) {
      throw new TlsException("No Private Key found in '" + base + "'.");
    }
    Path key = Path.of(base + ".key");
    if (!certificate.hasKey() && Files.exists(key)) {
      certificate = withKey(certificate, key);
    }
    if (!certificate.hasKey()) {
      throw new TlsException("No Private Key found in '" + key + "'.");
    }
    if (!certificate.isConsistent()) {
      throw new TlsException(
          "inconsistencies between private key and certificate loaded '" + path + "'.");
    }
    return certificate;
  }

  private static Certificate withKey(Certificate certificate, Path key) throws TlsException {
    Certificate whole;
    try {
      whole = certificate.withKey(Files.readAllBytes(key));
    } catch (IOException e) {
      whole = null;
    }
    if (whole == null) {
      throw new TlsException(
          "unable to load private key from file '"
              + key
              + "'.\n '"
              + key
              + "' is present but cannot be read or parsed'.");
    }
    return whole;
  }
}
