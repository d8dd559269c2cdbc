package io.haloom.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.admin.Haproxy;
import io.haloom.harness.MadeCertificates;
import io.haloom.harness.Needs;
import io.haloom.harness.ReservedPort;
import io.haloom.harness.Running;
import io.haloom.harness.TlsClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Base64;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates that are made as they are asked for ({@code generate-certificates}). */
class GeneratedCertificatesTest {
  @TempDir static Path folder;
  private static MadeCertificates made;

  @BeforeAll
  static void certificates() throws Exception {
    Needs.openSsl();
    made = new MadeCertificates(folder);
    made.certificate("own", "ec", "own.test");
    made.certificate("rsa", "rsa", "own.test");
    made.join("sign.pem", "authority.pem", "authority.key");
  }

  private static String configuration(String global, String bind) {
    return """
    global
      %s
    defaults
      mode http
      timeout client 10s
      timeout server 10s
      timeout connect 10s
    frontend web
      bind 127.0.0.1:0 ssl crt %s/own.pem generate-certificates ca-sign-file %s/sign.pem %s
      http-request return status 200
    """
        .formatted(global, folder, folder, bind);
  }

  private static Running start(String global, String bind) {
    return Running.of(configuration(global, bind));
  }

  /** What a client is shown. */
  private static X509Certificate shown(Socket connection, TlsClient client) throws IOException {
    try (SSLSocket socket = client.on(connection)) {
      return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }
  }

  private static X509Certificate shown(Running haloom, String host) throws IOException {
    return shown(haloom.connect("web"), new TlsClient().names(host));
  }

  private static String file(String name, X509Certificate certificate) throws Exception {
    String text =
        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
    made.file(name, "-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n");
    return name;
  }

  @Test
  void aHostWithoutOneGetsOneThatIsSigned() throws Exception {
    try (Running haloom = start("", "")) {
      X509Certificate first = shown(haloom, "New.test");
      String said =
          made.openssl(
              "verify -CAfile authority.pem -verify_hostname new.test " + file("new.pem", first));
      assertEquals("new.pem: OK\n", said);
      assertEquals(first, shown(haloom, "new.test"), "made once");
      assertNotEquals(first.getSerialNumber(), shown(haloom, "b.test").getSerialNumber());
    }
  }

  @Test
  void whoNamesNoneGetsTheLinesOwn() throws Exception {
    try (Running haloom = start("", "")) {
      X509Certificate own = shown(haloom, "own.test");
      assertEquals("CN=own.test,O=Test", own.getSubjectX500Principal().getName());
      assertEquals(own, shown(haloom.connect("web"), new TlsClient()));
    }
  }

  @Test
  void onlyWhoNamesNoneIsRefusedByStrictness() throws Exception {
    try (Running haloom = start("", "strict-sni")) {
      assertEquals(
          "CN=a.test,CN=Authority,C=XX",
          shown(haloom, "a.test").getSubjectX500Principal().getName());
      assertThrows(SSLException.class, () -> shown(haloom.connect("web"), new TlsClient()));
    }
  }

  @Test
  void aNameThatNoCertificateCanHaveFails() throws Exception {
    String label = "a".repeat(40);
    try (Running haloom = start("", "")) {
      SSLException failure =
          assertThrows(SSLException.class, () -> shown(haloom, label + "." + label));
      assertTrue(failure.getMessage().contains("handshake_failure"), failure.getMessage());
    }
  }

  @Test
  void theCacheHoldsNoMoreThanIsSaid() throws Exception {
    try (Running haloom = start("tune.ssl.ssl-ctx-cache-size 2", "")) {
      X509Certificate a = shown(haloom, "a.test");
      X509Certificate b = shown(haloom, "b.test");
      assertEquals(a, shown(haloom, "a.test"));
      shown(haloom, "c.test");
      assertEquals(a, shown(haloom, "a.test"), "asked for after b");
      assertNotEquals(b, shown(haloom, "b.test"), "gone for c");
    }
    try (Running haloom = start("tune.ssl.ssl-ctx-cache-size 0", "")) {
      assertNotEquals(shown(haloom, "a.test"), shown(haloom, "a.test"));
    }
  }

  @Test
  void whatTheLineSaysHolds() throws Exception {
    try (Running haloom = start("", "alpn http/1.1");
        SSLSocket socket =
            new TlsClient().names("a.test").offers("http/1.1").on(haloom.connect("web"))) {
      assertEquals("http/1.1", socket.getApplicationProtocol());
    }
  }

  private static X509Certificate theirs(int port) throws IOException {
    Socket connection = new Socket(InetAddress.getLoopbackAddress(), port);
    return shown(connection, new TlsClient().names("a.test"));
  }

  /** Without what is another each time. */
  private static String text(String name) throws Exception {
    return made.openssl(
            "x509 -in " + name + " -noout -text -certopt no_serial,no_validity,no_sigdump")
        .strip();
  }

  @Test
  void itIsWhatHaproxyMakes() throws Exception {
    Path socket = folder.resolve("socket");
    X509Certificate theirs;
    try (ReservedPort port = new ReservedPort()) {
      String config =
          configuration("stats socket " + socket, "")
              .replace("127.0.0.1:0", "127.0.0.1:" + port.port());
      try (Haproxy haproxy = Haproxy.start(folder, config, socket)) {
        assertTrue(haproxy.isAlive());
        // The first for whom it makes one gets an end of the connection behind the certificate.
        try {
          theirs(port.port());
        } catch (IOException e) {
          // It has made it all the same.
        }
        theirs = theirs(port.port());
      }
    }
    try (Running haloom = start("", "")) {
      X509Certificate ours = shown(haloom, "a.test");
      assertEquals(text(file("theirs.pem", theirs)), text(file("ours.pem", ours)));
      assertEquals(
          theirs.getNotAfter().getTime() - theirs.getNotBefore().getTime(),
          ours.getNotAfter().getTime() - ours.getNotBefore().getTime());
    }
  }
}
