package io.haloom.admin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.harness.Needs;
import io.haloom.harness.Running;
import io.haloom.harness.TlsClient;
import io.haloom.net.tls.TestCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clients are told of a certificate, and how commands change it; answers are HAProxy's. */
class OcspCommandsTest {
  private static final String KEY =
      "303b300906052b0e03021a0500041479adc81c8f0274574dfdf1d3877183ee78e388fd0414b9047c52e9033b66"
          + "f43e62d4e35bedabba2beb8102021002";

  @TempDir Path folder;
  private Path socket;
  private Path certificate;
  private Running haloom;

  @BeforeEach
  void start() throws Exception {
    Needs.openSsl();
    socket = folder.resolve("socket");
    certificate = Files.copy(TestCertificates.file("client.pem"), folder.resolve("c.pem"));
    Files.write(folder.resolve("c.pem.ocsp"), response(""));
    Files.copy(TestCertificates.file("authority.pem"), folder.resolve("c.pem.issuer"));
    run("");
  }

  private void run(String global) {
    haloom =
        Running.of(
            """
            global
              stats socket %s level admin
              %s
            frontend f
              mode http
              bind 127.0.0.1:0 ssl crt %s
              timeout client 10s
              http-request return status 200
            """
                .formatted(socket, global, certificate));
  }

  @AfterEach
  void close() {
    if (haloom != null) {
      haloom.close();
    }
  }

  private static byte[] response(String kind) throws Exception {
    return Files.readAllBytes(TestCertificates.file("client" + kind + ".ocsp"));
  }

  private static String base64(String kind) throws Exception {
    return Base64.getMimeEncoder().encodeToString(response(kind)).replace("\r", "");
  }

  private String ask(String command) throws IOException {
    return RawClient.ask(socket, command + "\n");
  }

  /** What a client is told that asks for it. */
  private List<byte[]> told(String version) throws IOException {
    try (SSLSocket client = new TlsClient().versions(version).on(haloom.connect("f"))) {
      return ((ExtendedSSLSession) client.getSession()).getStatusResponses();
    }
  }

  private void assertTold(String kind) throws Exception {
    for (String version : List.of("TLSv1.2", "TLSv1.3")) {
      List<byte[]> told = told(version);
      assertEquals(1, told.size(), version);
      assertArrayEquals(response(kind), told.get(0), version);
    }
  }

  @Test
  void clientsThatAskAreTold() throws Exception {
    assertTold("");
    assertEquals(
        "# Certificate IDs\nCertificate ID key : "
            + KEY
            + "\n Certificate ID:\n"
            + "   Issuer Name Hash: 79ADC81C8F0274574DFDF1D3877183EE78E388FD\n"
            + "   Issuer Key Hash: B9047C52E9033B66F43E62D4E35BEDABBA2BEB81\n"
            + "   Serial Number: 1002\n\n",
        ask("show ssl ocsp-response"));
    String shown = ask("show ssl ocsp-response " + KEY);
    assertTrue(
        shown.contains(
            "    Cert Status: good\n    This Update: Jan  1 00:00:00 2020 GMT\n"
                + "    Next Update: Jun 25 02:25:32 2125 GMT\n \n    Signature Algorithm"),
        shown);
    assertEquals(shown, ask("show ssl cert " + certificate + ".ocsp"));
    assertTrue(ask("show ssl cert " + certificate).contains("\nOCSP Response Key: " + KEY + "\n"));
    assertEquals(
        "Certificate ID does not match any certificate.\n\n", ask("show ssl ocsp-response 30"));
  }

  @Test
  void anAnswerTakesThePlaceOfAnother() throws Exception {
    assertEquals(
        "OCSP Response updated!\n\n",
        ask("set ssl ocsp-response <<\n" + base64(".revoked") + "\n"));
    assertTold(".revoked");
    assertEquals(
        "OCSP single response: certificate status is unknown.\n\n",
        ask("set ssl ocsp-response <<\n" + base64(".unknown") + "\n"));
    assertEquals("Unable to parse OCSP response.\n\n", ask("set ssl ocsp-response AAAA"));
    assertEquals(
        "'set ssl ocsp-response' received invalid base64 encoded response.\n\n",
        ask("set ssl ocsp-response AAA"));
    assertEquals(
        "'set ssl ocsp-response' expects response in base64 encoding.\n\n",
        ask("set ssl ocsp-response"));
    assertTold(".revoked");
  }

  @Test
  void anAnswerComesWithItsCertificate() throws Exception {
    assertEquals(
        "Transaction created for certificate " + certificate + "!\n\n",
        ask("set ssl cert " + certificate + ".ocsp <<\n" + base64(".revoked") + "\n"));
    assertTrue(ask("show ssl cert *" + certificate + ".ocsp").contains("Cert Status: revoked"));
    assertTold("");
    assertEquals(
        "Committing " + certificate + ".\nSuccess!\n\n", ask("commit ssl cert " + certificate));
    assertTold(".revoked");
  }

  @Test
  void withoutAnIssuerItIsRefused() throws Exception {
    String pem = Files.readString(certificate);
    ask("set ssl cert " + certificate + " <<\n" + pem);
    ask("set ssl cert " + certificate + ".ocsp <<\n" + base64(".revoked") + "\n");
    assertEquals(
        "Committing "
            + certificate
            + ".\n '"
            + certificate
            + ".ocsp' is present and activates OCSP but it is impossible to compute the OCSP"
            + " certificate ID (maybe the issuer could not be found)'.\nFailed!\n\n",
        ask("commit ssl cert " + certificate));
    assertTold("");
    ask("set ssl cert " + certificate + " <<\n" + pem);
    ask("commit ssl cert " + certificate);
    assertEquals(List.of(), told("TLSv1.3"));
    assertEquals("# Certificate IDs\n\n", ask("show ssl ocsp-response"));
  }

  @Test
  void aChainFromAFolderTellsTheIssuer() throws Exception {
    haloom.close();
    Path chains = Files.createDirectory(folder.resolve("chains"));
    Path chain = Files.move(folder.resolve("c.pem.issuer"), chains.resolve("authority.pem"));
    byte[] answer = Files.readAllBytes(TestCertificates.file("chained.ocsp"));
    Files.write(certificate, Files.readAllBytes(TestCertificates.file("chained.pem")));
    Files.write(folder.resolve("c.pem.ocsp"), answer);
    run("issuers-chain-path " + chains);
    assertArrayEquals(answer, told("TLSv1.3").get(0));
    assertEquals(List.of("O=Tests,CN=chained", "O=Tests,CN=Authority"), sent());
    String shown = ask("show ssl cert " + certificate);
    assertTrue(
        shown.contains("\nStatus: Used\nChain Filename: " + chain + "\nSerial: 1010\n"), shown);
    assertTrue(
        shown.contains(
            "\nChain Subject: /CN=Authority/O=Tests\nChain Issuer: /CN=Authority/O=Tests\nOCSP"),
        shown);
    ask("set ssl cert " + certificate + " <<\n" + Files.readString(certificate));
    ask("commit ssl cert " + certificate);
    assertEquals(2, sent().size());
  }

  @Test
  void anAuthorityHasAChainFromAFolder() throws Exception {
    haloom.close();
    Path chains = Files.createDirectory(folder.resolve("chains"));
    Path chain = Files.copy(folder.resolve("c.pem.issuer"), chains.resolve("authority.pem"));
    run("issuers-chain-path " + chains);
    ask("new ssl ca-file x");
    ask("set ssl ca-file x <<\n" + Files.readString(TestCertificates.file("chained.pem")));
    ask("commit ssl ca-file x");
    String shown = ask("show ssl ca-file x");
    assertTrue(
        shown.contains("\nCertificate #1:\nChain Filename: " + chain + "\nSerial: 1010\n"), shown);
    assertTrue(shown.contains("\nChain Subject: /CN=Authority/O=Tests\nChain Issuer: "), shown);
  }

  /** Whom the certificates are of that a client gets. */
  private List<String> sent() throws IOException {
    try (SSLSocket client = new TlsClient().on(haloom.connect("f"))) {
      return Arrays.stream(client.getSession().getPeerCertificates())
          .map(one -> ((X509Certificate) one).getSubjectX500Principal().getName())
          .toList();
    }
  }
}
