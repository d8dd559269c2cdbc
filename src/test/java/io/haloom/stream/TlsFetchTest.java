package io.haloom.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.harness.Needs;
import io.haloom.harness.Peer;
import io.haloom.harness.Running;
import io.haloom.harness.TlsClient;
import io.haloom.harness.Wire;
import io.haloom.net.tls.TestCertificates;
import java.io.IOException;
import java.net.Socket;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What fetches and logs tell of a client's TLS is what the client knows of it. */
class TlsFetchTest {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  @BeforeEach
  void needs() {
    Needs.openSsl();
  }

  private static String frontend(String mode, String words, String lines) throws Exception {
    return """
        global
          tune.ssl.capture-buffer-size 200
          tune.ssl.keylog on
        frontend web
          mode %s
          bind 127.0.0.1:0 ssl crt %s alpn http/1.1 %s
          log $log local0
          timeout client 10s
        """
            .formatted(mode, TestCertificates.localhost(), words)
        + lines;
  }

  private static String returning(String... expressions) {
    return "  http-request return status 200 content-type text/plain lf-string \"%["
        + String.join("]|%[", expressions)
        + "]\"\n";
  }

  private static String[] answer(SSLSocket client) throws IOException {
    Wire.say(client, "GET / HTTP/1.1\r\nhost: h\r\nconnection: close\r\n\r\n");
    String all = Wire.rest(client);
    return all.substring(all.indexOf("\r\n\r\n") + 4).split("\\|", -1);
  }

  private static X509Certificate certificate(SSLSession session) throws IOException {
    return (X509Certificate) session.getPeerCertificates()[0];
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void theAgreement(String version) throws Exception {
    String rules =
        returning(
            "ssl_fc,add(0)",
            "ssl_fc_protocol",
            "ssl_fc_sni",
            "ssl_fc_has_sni",
            "ssl_fc_alpn",
            "ssl_fc_use_keysize",
            "ssl_fc_alg_keysize",
            "ssl_fc_is_resumed",
            "ssl_fc_err",
            "fc_err_str",
            "ssl_c_used",
            "ssl_fc_has_crt",
            "ssl_fc_cipherlist_str");
    TlsClient java = new TlsClient().versions(version).names("a.example").offers("http/1.1");
    java.suites(
        version.equals("TLSv1.3")
            ? "TLS_AES_256_GCM_SHA384"
            : "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384");
    try (Running haloom = Running.of(frontend("http", "", rules));
        SSLSocket client = java.on(haloom.connect("web"))) {
      String cipher =
          version.equals("TLSv1.3") ? "TLS_AES_256_GCM_SHA384" : "ECDHE-ECDSA-AES256-GCM-SHA384";
      List<String> expected =
          List.of(
              "1",
              version,
              "a.example",
              "1",
              "http/1.1",
              "256",
              "256",
              "0",
              "0",
              "Success",
              "0",
              "0",
              cipher);
      assertEquals(expected, List.of(answer(client)));
    }
  }

  @Test
  void theServersCertificate() throws Exception {
    String rules =
        returning(
            "ssl_f_der,hex",
            "ssl_f_sha1,hex",
            "ssl_f_serial,hex",
            "ssl_f_s_dn",
            "ssl_f_i_dn(cn)",
            "ssl_f_s_dn(CN,-1)",
            "ssl_f_s_dn(,0,rfc2253)",
            "ssl_f_s_dn(OU)",
            "ssl_f_version",
            "ssl_f_key_alg",
            "ssl_f_sig_alg",
            "ssl_f_notbefore");
    try (Running haloom = Running.of(frontend("http", "", rules));
        SSLSocket client = new TlsClient().on(haloom.connect("web"))) {
      X509Certificate seen = certificate(client.getSession());
      byte[] der = seen.getEncoded();
      List<String> expected =
          List.of(
              HEX.formatHex(der),
              HEX.formatHex(MessageDigest.getInstance("SHA-1").digest(der)),
              HEX.formatHex(seen.getSerialNumber().toByteArray()),
              "/CN=localhost",
              "localhost",
              "localhost",
              "CN=localhost",
              "",
              "3",
              "id-ecPublicKey",
              "ecdsa-with-SHA256",
              "261130200911Z");
      assertEquals(expected, List.of(answer(client)));
    }
  }

  @Test
  void aSessionOfBeforeIsKnown() throws Exception {
    String rules =
        returning("ssl_fc_is_resumed", "ssl_fc_session_id,hex", "ssl_fc_session_key,hex");
    TlsClient java = new TlsClient().versions("TLSv1.2");
    try (Running haloom = Running.of(frontend("http", "no-tls-tickets", rules))) {
      List<String[]> answers = new ArrayList<>();
      String id = "";
      for (int i = 0; i < 2; i++) {
        try (SSLSocket client = java.on(haloom.connect("web"))) {
          answers.add(answer(client));
          id = HEX.formatHex(client.getSession().getId());
        }
      }
      assertEquals("0", answers.get(0)[0]);
      assertEquals("1", answers.get(1)[0]);
      assertEquals(id, answers.get(1)[1]);
      assertEquals(answers.get(0)[1], answers.get(1)[1]);
      assertEquals(96, answers.get(1)[2].length());
      assertEquals(answers.get(0)[2], answers.get(1)[2]);
    }
  }

  @Test
  void secretsAreThoseOfKeyLogs() throws Exception {
    String[] names = {
      "client_handshake_traffic_secret",
      "server_handshake_traffic_secret",
      "client_traffic_secret_0",
      "server_traffic_secret_0",
      "exporter_secret"
    };
    List<String> fetches = new ArrayList<>();
    for (String name : names) {
      fetches.add("ssl_fc_" + name);
    }
    fetches.add("ssl_fc_early_exporter_secret");
    fetches.add("ssl_fc_client_random,hex");
    fetches.add("ssl_fc_server_random,hex");
    fetches.add("ssl_fc_unique_id,hex");
    TlsClient java = new TlsClient().suites("TLS_AES_128_GCM_SHA256");
    try (Running haloom =
            Running.of(frontend("http", "", returning(fetches.toArray(String[]::new))));
        SSLSocket client = java.on(haloom.connect("web"))) {
      String[] told = answer(client);
      for (int i = 0; i < names.length; i++) {
        assertTrue(told[i].matches("[0-9a-f]{64}"), names[i] + " " + told[i]);
      }
      assertEquals("", told[5]);
      assertTrue(told[6].matches("[0-9A-F]{64}"), told[6]);
      assertNotEquals(told[6], told[7]);
      assertTrue(told[8].matches("[0-9A-F]{64}"), told[8]);
    }
  }

  /** When the line of a TCP session is written, the connection is closed. */
  @Test
  void logsTellOfConnectionsThatHaveEnded() throws Exception {
    String lines =
        """
          log-format "%sslv %sslc %[ssl_fc_session_id,length] %[ssl_f_s_dn] %[ssl_fc_cipherlist_hex]"
          default_backend back
        backend back
          timeout connect 5s
          timeout server 10s
          server s 127.0.0.1:PORT
        """;
    try (Peer server = Peer.of(connection -> connection.getInputStream().readAllBytes());
        Running haloom =
            Running.of(
                frontend("tcp", "", lines.replace("PORT", Integer.toString(server.port()))))) {
      TlsClient java = new TlsClient().suites("TLS_AES_128_GCM_SHA256");
      try (SSLSocket client = java.on(haloom.connect("web"))) {
        Wire.say(client, "hello");
      }
      String line = haloom.log().next();
      assertTrue(line.matches("TLSv1.3 TLS_AES_128_GCM_SHA256 \\d+ /CN=localhost 1301"), line);
    }
  }

  @Test
  void aHandshakeThatFailedIsTold() throws Exception {
    String lines =
        """
          option httplog
          error-log-format "%[fc_err] %[fc_err_str] %[ssl_fc_err,hex] %[ssl_fc_err_str] %sslv %sslc"
        """;
    try (Running haloom =
        Running.of(frontend("http", "ciphersuites TLS_AES_256_GCM_SHA384", lines))) {
      TlsClient java = new TlsClient().suites("TLS_AES_128_GCM_SHA256").versions("TLSv1.3");
      assertThrows(SSLException.class, () -> java.on(haloom.connect("web")));
      assertEquals(
          "34 SSL handshake failure 000000000A0000C1"
              + " error:0A0000C1:SSL routines::no shared cipher TLSv1.3 (NONE)",
          haloom.log().next());
      try (Socket plain = haloom.connect("web")) {
        Wire.say(plain, "GET / HTTP/1.1\r\n\r\n");
        Wire.rest(plain);
      }
      assertEquals(
          "34 SSL handshake failure 000000000A00009C"
              + " error:0A00009C:SSL routines::http request TLSv1.3 (NONE)",
          haloom.log().next());
    }
  }
}
