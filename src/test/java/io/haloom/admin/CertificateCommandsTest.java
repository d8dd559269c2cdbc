package io.haloom.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.harness.Eventually;
import io.haloom.harness.Needs;
import io.haloom.harness.Running;
import io.haloom.harness.TlsClient;
import io.haloom.harness.Wire;
import io.haloom.net.tls.SelfSigned;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates change by commands while connections live; messages are HAProxy's. */
class CertificateCommandsTest {
  @TempDir Path folder;
  private Path socket;
  private Path first;
  private Path second;
  private Path list;
  private Running haloom;

  @BeforeEach
  void start() throws Exception {
    Needs.openSsl();
    socket = folder.resolve("socket");
    first = Files.write(folder.resolve("first.pem"), SelfSigned.pem("first.test", 1));
    second = Files.write(folder.resolve("second.pem"), SelfSigned.pem("second.test", 1));
    list = Files.writeString(folder.resolve("list"), first + "\n" + second + " [alpn x] a.test\n");
    haloom =
        Running.of(
            """
            global
              stats socket %s level admin
            frontend one
              mode http
              bind 127.0.0.1:0 ssl crt %s
              timeout client 10s
              http-request return status 200
            frontend many
              mode http
              bind 127.0.0.1:0 ssl crt-list %s
              timeout client 10s
              http-request return status 200
            """
                .formatted(socket, first, list));
  }

  @AfterEach
  void close() {
    if (haloom != null) {
      haloom.close();
    }
  }

  private String ask(String command) throws IOException {
    return RawClient.ask(socket, command + "\n");
  }

  /** Whom a client gets that names a host. */
  private String shown(String frontend, String host) throws IOException {
    try (SSLSocket client = new TlsClient().names(host).on(haloom.connect(frontend))) {
      client.startHandshake();
      X509Certificate leaf = (X509Certificate) client.getSession().getPeerCertificates()[0];
      return leaf.getSubjectX500Principal().getName();
    }
  }

  private static String pem(String host) throws IOException {
    return new String(SelfSigned.pem(host, 1), StandardCharsets.US_ASCII);
  }

  @Test
  void namesThatAreNoHostsAreBlanks() throws IOException {
    String shown = ask("show ssl cert " + first);
    assertTrue(shown.contains("\nSubject Alternative Name: DNS:first.test, \n"), shown);
  }

  @Test
  void sessionsTellOfTheirTransport() throws Exception {
    String line = "  co0 ctrl=tcpv4 xprt=SSL data=STRM target=LISTENER\n      flags=0x";
    try (Socket client = haloom.connect("one")) {
      Eventually.await(() -> sessions().contains(line + "08800300 fd="));
      try (SSLSocket secure = new TlsClient().on(client)) {
        secure.startHandshake();
        Eventually.await(() -> sessions().contains(line + "00000300 fd="));
      }
    }
  }

  private String sessions() {
    try {
      return ask("show sess all");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aCertificateChangesUnderLiveConnections() throws Exception {
    try (SSLSocket live = new TlsClient().on(haloom.connect("one"))) {
      live.startHandshake();
      assertEquals(
          "Transaction created for certificate " + first + "!\n\n",
          ask("set ssl cert " + first + " <<\n" + pem("changed.test")));
      assertEquals("CN=first.test", shown("one", "x.test"));
      String prepared = ask("show ssl cert *" + first);
      assertTrue(prepared.contains("Status: Unused\n"), prepared);
      assertTrue(prepared.contains("Subject: /CN=changed.test\n"), prepared);
      assertTrue(ask("show ssl cert").startsWith("# transaction\n*" + first + "\n# filename\n"));
      assertEquals("Committing " + first + "..\nSuccess!\n\n", ask("commit ssl cert " + first));
      assertEquals("CN=changed.test", shown("one", "x.test"));
      assertEquals("CN=changed.test", shown("many", "x.test"));
      assertTrue(ask("show ssl cert " + first).contains("Status: Used\n"));
      Wire.say(live, "GET / HTTP/1.1\r\nhost: h\r\nconnection: close\r\n\r\n");
      assertTrue(Wire.rest(live).startsWith("HTTP/1.1 200 "));
    }
  }

  @Test
  void whatIsPreparedCanBeForgotten() throws Exception {
    ask("set ssl cert " + first + " <<\n" + pem("changed.test"));
    assertEquals(
        "The ongoing transaction is about '"
            + first
            + "' but you are trying to set '"
            + second
            + "'\nCan't update "
            + second
            + "!\n\n",
        ask("set ssl cert " + second + " <<\n" + pem("x.test")));
    assertEquals(
        "Transaction aborted for certificate '" + first + "'!\n\n", ask("abort ssl cert " + first));
    assertEquals("No ongoing transaction!\n\n", ask("abort ssl cert " + first));
    assertEquals("CN=first.test", shown("one", "x.test"));
    assertEquals(
        "No ongoing transaction! !\nCan't commit " + first + "!\n\n",
        ask("commit ssl cert " + first));
  }

  @Test
  void aNewOneComesAndGoes() throws Exception {
    String third = folder.resolve("third.pem").toString();
    assertEquals("New empty certificate store '" + third + "'!\n\n", ask("new ssl cert " + third));
    assertEquals(
        "Filename: " + third + "\nStatus: Empty\nOCSP Response Key: \n\n",
        ask("show ssl cert " + third));
    ask("set ssl cert " + third + " <<\n" + pem("third.test"));
    assertEquals("Committing " + third + "\nSuccess!\n\n", ask("commit ssl cert " + third));
    assertEquals(
        "Inserting certificate '" + third + "' in crt-list '" + list + "'.\nSuccess!\n\n",
        ask("add ssl crt-list " + list + " <<\n" + third + "\n"));
    assertEquals("CN=third.test", shown("many", "third.test"));
    assertTrue(ask("show ssl crt-list -n " + list).contains(third + ":3\n"));
    assertEquals(
        "Can't remove the certificate: certificate '" + third + "' in use, can't be deleted!\n\n\n",
        ask("del ssl cert " + third));
    assertEquals(
        "Entry '" + third + "' deleted in crtlist '" + list + "'!\n\n",
        ask("del ssl crt-list " + list + " " + third));
    assertEquals("CN=first.test", shown("many", "third.test"));
    assertEquals("Certificate '" + third + "' deleted!\n\n", ask("del ssl cert " + third));
  }

  @Test
  void listsAreShownAsTheyAreWritten() throws Exception {
    assertEquals(list + "\n\n", ask("show ssl crt-list"));
    assertEquals(
        "# " + list + "\n" + first + "\n" + second + " [alpn x] a.test\n\n",
        ask("show ssl crt-list " + list));
    String refused = ask("del ssl crt-list " + list + " " + first);
    assertTrue(refused.contains("it is used as default certificate"), refused);
    assertEquals("CN=second.test", shown("many", "a.test"));
  }

  @Test
  void keysThatAreOfAnotherAreRefused() throws Exception {
    String other = pem("x.test");
    String key = other.substring(other.indexOf("-----BEGIN PRIVATE"));
    String certificate = pem("y.test");
    String alone = certificate.substring(0, certificate.indexOf("-----BEGIN PRIVATE"));
    ask("set ssl cert " + first + " <<\n" + alone);
    assertEquals(
        "The transaction must contain at least a certificate and a private key!\nCan't commit "
            + first
            + "!\n\n",
        ask("commit ssl cert " + first));
    ask("set ssl cert " + first + ".key <<\n" + key);
    assertEquals(
        "inconsistencies between private key and certificate loaded '"
            + first
            + "'.\nCan't commit "
            + first
            + "!\n\n",
        ask("commit ssl cert " + first));
    assertEquals("CN=first.test", shown("one", "x.test"));
  }
}
