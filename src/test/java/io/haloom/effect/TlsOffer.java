package io.haloom.effect;

import io.haloom.harness.TlsClient;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;

/** What a client of a case offers in its handshake, and what came of it. */
final class TlsOffer {
  private TlsOffer() {}

  /** Words as {@code version=TLSv1.2}; several values stand between commas. */
  static TlsClient of(String text) {
    TlsClient client = new TlsClient();
    for (String word : text.split(" +")) {
      String[] parts = word.split("=", 2);
      switch (parts[0]) {
        case "" -> {}
        case "version" -> client.versions(parts[1].split(","));
        case "name" -> client.names(parts[1]);
        case "alpn" -> client.offers(parts[1].split(","));
        case "suites" -> client.suites(parts[1].split(","));
        case "groups" -> client.groups(parts[1].split(","));
        default -> throw new IllegalArgumentException(word);
      }
    }
    return client;
  }

  /** Version, cipher suite, protocol and who the server is. */
  static String agreement(SSLSocket secured) throws SSLPeerUnverifiedException {
    X509Certificate shown = (X509Certificate) secured.getSession().getPeerCertificates()[0];
    return secured.getSession().getProtocol()
        + " "
        + secured.getSession().getCipherSuite()
        + " alpn="
        + secured.getApplicationProtocol()
        + " "
        + shown.getSubjectX500Principal();
  }
}
