package io.haloom.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.harness.Needs;
import io.haloom.harness.Running;
import io.haloom.harness.TlsClient;
import io.haloom.harness.Wire;
import io.haloom.net.tls.TestCertificates;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Words of the global section about TLS, and those of bind lines about sessions. */
class TlsGlobalWordsTest {
  private static final String DHE = "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256";

  private String certificate = "localhost.pem";

  @BeforeEach
  void needs() {
    Needs.openSsl();
  }

  private Running start(String global, String bind) throws Exception {
    return Running.of(
        """
        global
          %s
        frontend web
          mode http
          bind 127.0.0.1:0 ssl crt %s %s
          timeout client 10s
          http-request return status 200
        """
            .formatted(global, TestCertificates.file(certificate), bind));
  }

  private static SSLSession session(Running running, TlsClient client) throws Exception {
    try (SSLSocket socket = client.on(running.connect("web"))) {
      // Tickets of TLS 1.3 come with what follows the handshake.
      Wire.say(socket, "GET / HTTP/1.1\r\nhost: h\r\nconnection: close\r\n\r\n");
      Wire.rest(socket);
      return socket.getSession();
    }
  }

  private SSLSession session(String global, String bind, TlsClient client) throws Exception {
    try (Running running = start(global, bind)) {
      return session(running, client);
    }
  }

  private void fails(String global, String bind, TlsClient client) throws Exception {
    try (Running running = start(global, bind)) {
      assertThrows(SSLException.class, () -> session(running, client));
    }
  }

  // --- what bind lines say that do not say otherwise -------------------------------------------

  @Test
  void ciphersOfBindLinesHaveADefault() throws Exception {
    String global =
        "ssl-default-bind-ciphers ECDHE-ECDSA-AES128-GCM-SHA256\n"
            + "ssl-default-bind-ciphersuites TLS_CHACHA20_POLY1305_SHA256\n"
            + "ssl-default-bind-options ssl-max-ver TLSv1.2";
    assertEquals(
        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
        session(global, "", new TlsClient()).getCipherSuite());
    assertEquals(
        "TLS_CHACHA20_POLY1305_SHA256",
        session(global, "ssl-max-ver TLSv1.3", new TlsClient()).getCipherSuite());
    assertEquals(
        "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
        session(global, "ciphers ECDHE-ECDSA-CHACHA20-POLY1305", new TlsClient()).getCipherSuite());
  }

  @Test
  void curvesOfBindLinesHaveADefault() throws Exception {
    String global = "ssl-default-bind-curves P-224\nssl-default-bind-options no-tlsv13";
    fails(global, "", new TlsClient());
    assertEquals("TLSv1.2", session(global, "curves P-256", new TlsClient()).getProtocol());
  }

  @Test
  void aForcedVersionIsOneOfTwoBounds() throws Exception {
    String global = "ssl-default-bind-options force-tlsv12";
    assertEquals("TLSv1.2", session(global, "", new TlsClient()).getProtocol());
    assertEquals("TLSv1.3", session(global, "ssl-max-ver TLSv1.3", new TlsClient()).getProtocol());
  }

  /** The manual says 300 seconds, but HAProxy leaves it to OpenSSL: two hours. */
  @Test
  void ticketsTellHowLongTheyAreGood() throws Exception {
    assertEquals("7200", ticketLifetime(""));
    assertEquals("40", ticketLifetime("tune.ssl.lifetime 40"));
  }

  private String ticketLifetime(String global) throws Exception {
    String openssl = Needs.program("openssl");
    try (Running running = start(global, "")) {
      String address = "127.0.0.1:" + running.port("web");
      Process client =
          new ProcessBuilder(openssl, "s_client", "-connect", address, "-tls1_2")
              .redirectErrorStream(true)
              .start();
      client.getOutputStream().close();
      String said = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Matcher hint = Pattern.compile("ticket lifetime hint: (\\d+)").matcher(said);
      assertTrue(hint.find(), said);
      return hint.group(1);
    }
  }

  // --- Diffie-Hellman --------------------------------------------------------------------------

  @Test
  void withoutParametersThereIsNoneOfItsKeyExchanges() throws Exception {
    certificate = "rsa.pem";
    fails("", "", new TlsClient().versions("TLSv1.2").suites(DHE));
    fails("tune.ssl.default-dh-param 2000", "", new TlsClient().versions("TLSv1.2").suites(DHE));
  }

  @Test
  void parametersComeFromAFileOrFromTheSizeOfTheKey() throws Exception {
    certificate = "rsa.pem";
    TlsClient client = new TlsClient().versions("TLSv1.2").suites(DHE);
    String file = "ssl-dh-param-file " + TestCertificates.file("dh.pem");
    assertEquals(DHE, session(file, "", client).getCipherSuite());
    assertEquals(DHE, session("tune.ssl.default-dh-param 4096", "", client).getCipherSuite());
  }

  // --- sessions --------------------------------------------------------------------------------

  private static void assertResumed(Running running, TlsClient client) throws Exception {
    byte[] first = session(running, client).getId();
    assertArrayEquals(first, session(running, client).getId());
  }

  @Test
  void aClientMayComeBackByItsIdentifier() throws Exception {
    try (Running running = start("", "no-tls-tickets")) {
      assertResumed(running, new TlsClient().versions("TLSv1.2"));
    }
  }

  @Test
  void withoutACacheAClientMayComeBackByATicketAlone() throws Exception {
    TlsClient client = new TlsClient().versions("TLSv1.2");
    try (Running running = start("tune.ssl.cachesize 0", "no-tls-tickets")) {
      byte[] first = session(running, client).getId();
      assertFalse(Arrays.equals(first, session(running, client).getId()));
    }
  }

  @Test
  void whatIsKeptInTheCacheIsNoMoreThanIsSaid() throws Exception {
    TlsClient client = new TlsClient().versions("TLSv1.2");
    try (Running running = start("tune.ssl.cachesize 2", "no-tls-tickets")) {
      byte[] first = session(running, client).getId();
      for (int i = 0; i < 2; i++) {
        session(running, new TlsClient().versions("TLSv1.2"));
      }
      assertFalse(Arrays.equals(first, session(running, client).getId()));
    }
  }
}
