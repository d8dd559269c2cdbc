package io.haloom.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.haloom.harness.H2Peer.Answer;
import io.haloom.harness.H2Peer.Frame;
import io.haloom.http.h2.ErrorCode;
import io.haloom.http.h2.FrameHeader;
import io.haloom.http.h2.FrameType;
import io.haloom.http.h2.Settings;
import io.haloom.net.tls.TestCertificates;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Both ends of a connection, with each other. */
class H2PeerTest {
  private static void serve(H2Peer peer) throws IOException {
    peer.greet(Settings.MAX_CONCURRENT_STREAMS, 7);
    Frame request = peer.expect(FrameType.HEADERS);
    String path = peer.fields(request).get(2);
    peer.headers(request.stream(), 0, ":status: 200", "Server: peer");
    peer.data(request.stream(), FrameHeader.END_STREAM, path);
    peer.reset(3, ErrorCode.CANCEL).goAway(1, ErrorCode.ENHANCE_YOUR_CALM);
  }

  private static void assertServed(H2Peer client) throws IOException {
    client.timeout(10_000).greet();
    assertEquals(7, client.expect(FrameType.SETTINGS).number(2));
    Answer answer = client.get(1, "/some").answer(1);
    assertEquals("200", answer.status());
    assertEquals(List.of(":status: 200", "server: peer"), answer.fields());
    assertEquals(":path: /some", answer.body());
    client.expectReset(3, ErrorCode.CANCEL);
    client.expectGoAway(ErrorCode.ENHANCE_YOUR_CALM);
    assertNull(client.read());
  }

  @Test
  void inClear() throws Exception {
    try (Peer server = Peer.of(connection -> serve(H2Peer.server(connection)));
        H2Peer client = H2Peer.client(new Socket("127.0.0.1", server.port()))) {
      assertServed(client);
    }
  }

  @Test
  void inTls() throws Exception {
    Path pem = TestCertificates.localhost();
    Peer.Script script = connection -> serveSecurely(connection, pem);
    try (Peer server = Peer.of(script);
        H2Peer client = H2Peer.secureClient(new Socket("127.0.0.1", server.port()))) {
      assertServed(client);
    }
  }

  private static void serveSecurely(Socket connection, Path pem) throws IOException {
    try (H2Peer peer = H2Peer.secureServer(connection, pem)) {
      serve(peer);
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  @Test
  void whatDoesNotComeIsSeen() throws Exception {
    try (Peer server = Peer.of(c -> H2Peer.server(c).greet().expect(FrameType.SETTINGS));
        H2Peer client = H2Peer.client(new Socket("127.0.0.1", server.port()))) {
      client.timeout(10_000).greet();
      assertThrows(AssertionError.class, () -> client.expect(FrameType.GOAWAY));
    }
  }
}
