package io.haloom.net.tls;

import java.nio.file.Files;
import java.nio.file.Path;

/** The certificates of tests. */
public final class TestCertificates {
  private TestCertificates() {}

  /** For {@code localhost} and 127.0.0.1, signed by itself, with its key. */
  public static Path localhost() throws Exception {
    return file("localhost.pem");
  }

  /**
   * One of the files beside this class. {@code authority} has signed {@code client}, {@code
   * revoked}, {@code expired} and {@code intermediate}, which has signed {@code below}; in {@code
   * revoked.crl} it says what its name says, and in {@code client.ocsp} and its neighbours what it
   * thinks of {@code client}; {@code chained} names its key.
   */
  public static Path file(String name) throws Exception {
    return Path.of(TestCertificates.class.getResource(name).toURI());
  }

  /** A context with the certificate and the key of a file. */
  public static TlsContext serving(Path pem) throws Exception {
    TlsContext context = TlsContext.forClients();
    context.certificate(parsed(pem));
    return context;
  }

  /** The certificate, the chain and the key of a file. */
  public static Certificate parsed(Path pem) throws Exception {
    return Certificate.parse(Files.readAllBytes(pem), pem.toString());
  }
}
