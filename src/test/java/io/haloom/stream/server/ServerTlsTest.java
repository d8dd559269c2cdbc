package io.haloom.stream.server;

import static io.haloom.harness.Eventually.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.harness.Needs;
import io.haloom.harness.Peer;
import io.haloom.harness.Running;
import io.haloom.harness.TlsPeer;
import io.haloom.net.tls.TestCertificates;
import io.haloom.proxy.count.Counter;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** TLS towards servers, with a server of another make. */
class ServerTlsTest {
  private TlsPeer server;
  private Running haloom;

  @BeforeEach
  void needs() throws Exception {
    Needs.openSsl();
    server = TlsPeer.of(TestCertificates.localhost());
  }

  @AfterEach
  void stop() {
    server.close();
    if (haloom != null) {
      haloom.close();
    }
  }

  private void run(String mode, String address, String words) throws Exception {
    haloom =
        Running.of(
            """
            defaults
              timeout connect 2s
              timeout client 20s
              timeout server 20s
              retries 1
            listen l
              mode %s
              bind 127.0.0.1:0
              log $log local0
              log-format "%%ts %%rc %%ST"
              server s %s %s
            """
                .formatted(mode, address, words)
                .replace("$own", TestCertificates.localhost().toString())
                .replace("$tests", TestCertificates.file("authority.pem").toString()));
  }

  private void run(String words) throws Exception {
    run("http", server.address(), words);
  }

  private static String ask(Socket client, String host) throws IOException {
    client.getOutputStream().write(("GET / HTTP/1.1\r\nhost: " + host + "\r\n\r\n").getBytes());
    StringBuilder line = new StringBuilder();
    for (int next = client.getInputStream().read(); next >= 0; ) {
      line.append((char) next);
      if (line.toString().endsWith("\r\n\r\nhi") || line.toString().endsWith("</html>\n")) {
        break;
      }
      next = client.getInputStream().read();
    }
    return line.substring(0, 12);
  }

  private String ask(String host) throws IOException {
    try (Socket client = haloom.connect("l")) {
      return ask(client, host);
    }
  }

  private String logged() throws Exception {
    return haloom.log().next();
  }

  // --- going well ------------------------------------------------------------------------------

  @Test
  void aRequestGoesByTls() throws Exception {
    run("ssl verify none");
    assertEquals("HTTP/1.1 200", ask("a"));
    assertEquals("TLSv1.3", server.handshakes().get(0).version());
    assertEquals("", server.handshakes().get(0).serverName());
    assertEquals("-- 0 200", logged());
  }

  @Test
  void aTcpStreamGoesByTls() throws Exception {
    run("tcp", server.address(), "ssl verify none sni str(a.example)");
    assertEquals("HTTP/1.1 200", ask("a"));
    assertEquals("a.example", server.handshakes().get(0).serverName());
  }

  @Test
  void eachNameHasItsOwnConnection() throws Exception {
    run("ssl verify none sni req.hdr(host)");
    try (Socket client = haloom.connect("l")) {
      for (String host : List.of("a.example", "a.example", "b.example", "a.example")) {
        assertEquals("HTTP/1.1 200", ask(client, host));
      }
    }
    assertEquals(
        List.of("a.example", "b.example"),
        server.handshakes().stream().map(TlsPeer.Handshake::serverName).toList());
  }

  // --- verification ----------------------------------------------------------------------------

  @Test
  void aCertificateThatIsTrusted() throws Exception {
    run("ssl verify required ca-file $own verifyhost localhost");
    assertEquals("HTTP/1.1 200", ask("a"));
  }

  @Test
  void aCertificateThatIsNotTrusted() throws Exception {
    run("ssl verify required ca-file $tests");
    assertEquals("HTTP/1.1 503", ask("a"));
    assertEquals("SC 1 503", logged());
    assertTrue(server.handshakes().isEmpty());
  }

  @Test
  void aCertificateForAnotherHost() throws Exception {
    run("ssl verify required ca-file $own verifyhost other");
    assertEquals("HTTP/1.1 503", ask("a"));
    assertEquals("SC 1 503", logged());
  }

  /** The name may be the client's choice, who is not to make us hammer the server. */
  @Test
  void aCertificateForAnotherNameThanAskedForIsNotAskedForAgain() throws Exception {
    run("ssl verify required ca-file $own sni req.hdr(host) verifyhost localhost");
    assertEquals("HTTP/1.1 200", ask("localhost"));
    assertEquals("HTTP/1.1 503", ask("other"));
    assertEquals("-- 0 200", logged());
    assertEquals("SC 1 503", logged());
  }

  // --- going wrong -----------------------------------------------------------------------------

  @Test
  void aServerWithoutTls() throws Exception {
    try (Peer plain = Peer.greeting("HTTP/1.1 400 bad\r\n\r\n")) {
      run("http", plain.address(), "ssl verify none");
      assertEquals("HTTP/1.1 503", ask("a"));
      assertEquals("SC 1 503", logged());
    }
  }

  @Test
  void aServerThatClosesInTheHandshake() throws Exception {
    try (Peer closing = Peer.of(c -> c.getInputStream().read())) {
      run("http", closing.address(), "ssl verify none");
      assertEquals("HTTP/1.1 503", ask("a"));
      assertEquals("SC 1 503", logged());
      assertEquals(1, haloom.server("l", "s").counters().get(Counter.FAILED_CONNECTIONS));
    }
  }

  @Test
  void aServerThatResetsInTheHandshake() throws Exception {
    try (Peer resetting = Peer.of(c -> c.setSoLinger(true, 0))) {
      run("http", resetting.address(), "ssl verify none");
      assertEquals("HTTP/1.1 503", ask("a"));
      assertEquals("SC 1 503", logged());
    }
  }

  @Test
  void aHandshakeThatNeverEnds() throws Exception {
    try (Peer silent = Peer.of(c -> c.getInputStream().readAllBytes())) {
      run("http", silent.address(), "ssl verify none");
      assertEquals("HTTP/1.1 503", ask("a"));
      assertEquals("sC 1 503", logged());
    }
  }

  @Test
  void aClientThatLeavesEndsTheHandshake() throws Exception {
    try (Peer silent = Peer.of(c -> c.getInputStream().readAllBytes())) {
      run("tcp", silent.address(), "ssl verify none");
      Socket client = haloom.connect("l");
      await(() -> haloom.server("l", "s").sessions().get() == 1);
      client.close();
      assertEquals("CC 0 0", logged());
    }
  }

  @Test
  void aClientThatResetsEndsTheHandshake() throws Exception {
    try (Peer silent = Peer.of(c -> c.getInputStream().readAllBytes())) {
      run("tcp", silent.address(), "ssl verify none");
      Socket client = haloom.connect("l");
      await(() -> haloom.server("l", "s").sessions().get() == 1);
      client.setSoLinger(true, 0);
      client.close();
      assertEquals("CD 0 0", logged());
    }
  }
}
