package io.haloom.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.harness.Needs;
import io.haloom.harness.Peer;
import io.haloom.harness.Running;
import io.haloom.net.tls.TestCertificates;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What clients send before the handshake is over, with OpenSSL's own client. HAProxy begins a
 * session when the handshake is over, with what has come before that: so it neither answers earlier
 * nor tells of it.
 */
@Timeout(60)
class TlsEarlyDataTest {
  private static final int MOST = 16000;

  private static final String REQUEST = "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";

  @TempDir private Path folder;
  private String openssl;

  @BeforeEach
  void needs() {
    Needs.openSsl();
    openssl = Needs.program("openssl");
  }

  private static Running haloom(String bind, String rest) throws Exception {
    return Running.of(
        """
        global
          tune.bufsize 20000
          tune.maxrewrite 4000
        defaults
          timeout connect 5s
          timeout client 30s
          timeout server 30s
        frontend f
          bind 127.0.0.1:0 ssl %s
        %s
        """
            .formatted(bind, rest));
  }

  private static String answering() {
    return """
      mode http
      http-request wait-for-handshake
      http-request return content-type text/plain lf-string \
    [%[ssl_fc_is_resumed]/%[ssl_fc_has_early]/%[req.hdr(early-data)]]
    """;
  }

  /** What the client says of one connection, and what it is told there. */
  private String client(int port, String early, String then, String... words) throws Exception {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(openssl, "s_client", "-connect", "127.0.0.1:" + port));
    command.addAll(List.of("-tls1_3", "-ign_eof"));
    command.addAll(List.of(words));
    if (early != null) {
      Path file = Files.writeString(folder.resolve("early"), early, StandardCharsets.US_ASCII);
      command.addAll(List.of("-early_data", file.toString()));
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(then.getBytes(StandardCharsets.US_ASCII));
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    process.waitFor();
    return said;
  }

  /** The name of a file with a session of that listener. */
  private String session(int port, String first, int most) throws Exception {
    String file = folder.resolve("session").toString();
    String said = client(port, null, first, "-sess_out", file);
    assertTrue(said.contains("Max Early Data: " + most + "\n"), said);
    return file;
  }

  private static void has(String said, String... parts) {
    for (String part : parts) {
      assertTrue(said.contains(part), said);
    }
  }

  /** HAProxy leaves it to applications to find out what comes again. */
  private void isTakenAsOftenAsItComes(String words) throws Exception {
    String bind = "crt " + TestCertificates.localhost() + " allow-0rtt" + words;
    try (Running haloom = haloom(bind, answering())) {
      String session = session(haloom.port("f"), REQUEST, MOST);
      int split = REQUEST.indexOf("P/1.1");
      for (int i = 0; i < 2; i++) {
        String said =
            client(
                haloom.port("f"),
                REQUEST.substring(0, split),
                REQUEST.substring(split),
                "-sess_in",
                session);
        has(said, "Early data was accepted", "HTTP/1.1 200", "[1/0/]");
      }
    }
  }

  @Test
  void itIsTheBeginningOfTheFirstRequest() throws Exception {
    isTakenAsOftenAsItComes("");
  }

  @Test
  void sessionsThatAreKeptMayHaveIt() throws Exception {
    isTakenAsOftenAsItComes(" no-tls-tickets");
  }

  @Test
  void asMuchAsClientsWereToldComesWhole() throws Exception {
    byte[] all = new byte[MOST + 5000];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) ('a' + i % 23);
    }
    String text = new String(all, StandardCharsets.US_ASCII);
    String bind = "crt " + TestCertificates.localhost() + " allow-0rtt";
    try (Peer server =
            Peer.of(
                client -> {
                  CRC32 sum = new CRC32();
                  sum.update(client.getInputStream().readNBytes(all.length));
                  String answer = "sum " + sum.getValue() + "\n";
                  client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                });
        Running haloom =
            haloom(
                bind,
                "  mode tcp\n  default_backend b\nbackend b\n  server s " + server.address())) {
      String session = session(haloom.port("f"), text, MOST);
      String said =
          client(
              haloom.port("f"), text.substring(0, MOST), text.substring(MOST), "-sess_in", session);
      CRC32 sum = new CRC32();
      sum.update(all);
      has(said, "Early data was accepted", "sum " + sum.getValue() + "\n");
    }
  }

  @Test
  void whoseSessionIsUnknownSaysItAgain() throws Exception {
    String bind = "crt " + TestCertificates.localhost() + " allow-0rtt";
    String other = answering() + "frontend g\n  bind 127.0.0.1:0 ssl " + bind + "\n";
    try (Running haloom = haloom(bind, other + answering())) {
      String session = session(haloom.port("f"), REQUEST, MOST);
      String said = client(haloom.port("g"), REQUEST, REQUEST, "-sess_in", session);
      has(said, "Early data was rejected", "[0/0/]");
      assertEquals(said.indexOf("[0/0/]"), said.lastIndexOf("[0/0/]"));
    }
  }

  @Test
  void aLineOfAListDoesNotAllowIt() throws Exception {
    Path list = folder.resolve("list");
    Files.writeString(list, TestCertificates.localhost() + " [allow-0rtt]\n");
    try (Running haloom = haloom("crt-list " + list, answering())) {
      session(haloom.port("f"), REQUEST, 0);
    }
  }
}
