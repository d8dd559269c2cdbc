package io.haloom.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.haloom.harness.Needs;
import io.haloom.harness.Peer;
import io.haloom.harness.ReservedPort;
import io.haloom.harness.Running;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a PROXY header says of the client's TLS, to the byte as HAProxy has it. */
@Timeout(60)
class TlsHeaderTest {
  private static final Path CERTIFICATES =
      Path.of("src/test/resources/io/haloom/net/tls").toAbsolutePath();

  private static final int BEFORE_ADDRESSES = 16;
  private static final int ADDRESSES = 12;

  /** What follows the addresses, of a client with a certificate. */
  private static String fields(String word) throws Exception {
    Needs.openSsl();
    try (ReservedPort secured = new ReservedPort();
        Peer echo = Peer.echo();
        Running running =
            Running.of(
                """
                defaults
                  timeout connect 5s
                  timeout client 30s
                  timeout server 30s
                listen l
                  bind 127.0.0.1:0
                  server t 127.0.0.1:%1$d ssl verify none crt %2$s/client.pem
                listen t
                  bind 127.0.0.1:%1$d ssl crt %2$s/localhost.pem ca-file %2$s/authority.pem verify optional
                  server s %3$s %4$s
                """
                    .formatted(secured.port(), CERTIFICATES, echo.address(), word));
        Socket client = running.connect("l")) {
      client.getOutputStream().write('x');
      InputStream in = client.getInputStream();
      byte[] start = in.readNBytes(BEFORE_ADDRESSES);
      int length = (start[14] & 0xff) << 8 | start[15] & 0xff;
      byte[] rest = in.readNBytes(length);
      assertEquals('x', in.read());
      return HexFormat.of().formatHex(Arrays.copyOfRange(rest, ADDRESSES, length));
    }
  }

  @Test
  void theVersionIsTold() throws Exception {
    assertEquals("20000f0700000000210007544c5376312e33", fields("send-proxy-v2-ssl"));
    assertEquals("", fields("send-proxy-v2"));
  }

  @Test
  void theNameOfTheClientIsToldWhereAskedFor() throws Exception {
    assertEquals(
        "2000180700000000210007544c5376312e33220006636c69656e74", fields("send-proxy-v2-ssl-cn"));
  }
}
