package io.haloom.stream.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.haloom.harness.Needs;
import io.haloom.harness.Running;
import io.haloom.harness.Wire;
import io.haloom.net.tls.TestCertificates;
import java.net.Socket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** NPN, which no client of Java's has: both ends are our own. */
class NextProtocolTest {
  @BeforeEach
  void needs() {
    Needs.openSsl();
  }

  /** What the bind line and the server line agree on, and the status. */
  private static String agreed(String bind, String server) throws Exception {
    try (Running origin =
            Running.of(
                """
                listen o
                  mode http
                  bind 127.0.0.1:0 ssl crt %s %s
                  timeout client 10s
                  http-request return status 200 hdr fc "%%[ssl_fc_npn]"
                """
                    .formatted(TestCertificates.localhost(), bind));
        Running haloom =
            Running.of(
                """
                listen l
                  mode http
                  bind 127.0.0.1:0
                  timeout connect 10s
                  timeout client 10s
                  timeout server 10s
                  retries 0
                  log $log local0
                  log-format "%%ST %%[var(txn.fc)] %%[ssl_bc_npn]"
                  http-response set-var(txn.fc) res.hdr(fc)
                  server s 127.0.0.1:%d ssl verify none %s
                """
                    .formatted(origin.port("o"), server));
        Socket client = haloom.connect("l")) {
      Wire.say(client, "GET / HTTP/1.1\r\nhost: a\r\n\r\n");
      Wire.head(client);
      return haloom.log().next();
    }
  }

  @Test
  void theServerChooses() throws Exception {
    assertEquals("200 b b", agreed("npn a,b,c", "npn c,b ssl-max-ver TLSv1.2"));
  }

  @Test
  void whoHasNothingInCommonFails() throws Exception {
    assertEquals("503 - -", agreed("npn a,b", "npn c ssl-max-ver TLSv1.2"));
  }

  @Test
  void alpnTakesItsPlace() throws Exception {
    assertEquals(
        "200 - -", agreed("npn a alpn http/1.1", "npn a alpn http/1.1 ssl-max-ver TLSv1.2"));
    assertEquals("200 - -", agreed("npn a", "npn a ssl-min-ver TLSv1.3"));
  }
}
