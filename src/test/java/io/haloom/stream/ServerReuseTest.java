package io.haloom.stream;

import static io.haloom.harness.Eventually.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.haloom.harness.Peer;
import io.haloom.harness.Running;
import io.haloom.model.load.DynamicServer;
import io.haloom.proxy.Server;
import io.haloom.proxy.count.Counter;
import io.haloom.tls.CertificateStore;
import io.haloom.tls.TlsGlobal;
import io.haloom.tls.TrustStores;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServerReuseTest {
  private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

  private Running haloom;

  @AfterEach
  void stop() {
    if (haloom != null) {
      haloom.close();
    }
  }

  /** The receiver tells whether a request is the first of its connection. */
  private Server run(String sender, String serverWords) {
    int port = Peer.refusingPort();
    haloom =
        Running.of(
            """
            defaults
              mode http
              timeout connect 2s
              timeout client 20s
              timeout server 20s
            listen sender
              bind 127.0.0.1:0
              %s
              server s 127.0.0.1:%d %s
            listen receiver
              bind 127.0.0.1:%d
              http-request return status 200 hdr first %%[http_first_req]
            """
                .formatted(sender, port, serverWords, port));
    return haloom.backend("sender").servers().get(0);
  }

  /** Asks once and returns the {@code first} header of the answer. */
  private static String ask(Socket client) throws IOException {
    client.setSoTimeout(20_000);
    client.getOutputStream().write(GET.getBytes(StandardCharsets.US_ASCII));
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = client.getInputStream().read();
      assertTrue(next >= 0, head.toString());
      head.append((char) next);
    }
    return head.toString().replaceAll("(?s).*first: (.).*", "$1");
  }

  private String askAnew(Server server, int idleBefore) throws IOException {
    await(() -> server.connections().idle() == idleBefore);
    try (Socket client = haloom.connect("sender")) {
      return ask(client);
    }
  }

  @Test
  void neverSharesNothingButWithinASession() throws Exception {
    Server server = run("http-reuse never", "");
    for (int i = 0; i < 2; i++) {
      try (Socket client = haloom.connect("sender")) {
        assertEquals("1", ask(client));
        assertEquals("0", ask(client));
      }
    }
    await(() -> server.connections().used() == 0);
    assertEquals(0, server.connections().idle());
    assertEquals(2, server.counters().get(Counter.REUSES));
  }

  @Test
  void alwaysSharesOnEveryLoop() throws Exception {
    Server server = run("http-reuse always", "");
    assertEquals("1", askAnew(server, 0));
    for (int i = 0; i < 6; i++) {
      assertEquals("0", askAnew(server, 1));
    }
    assertEquals(1, server.counters().get(Counter.CONNECT_ATTEMPTS));
    assertEquals(6, server.counters().get(Counter.REUSES));
    await(() -> server.connections().safe() == 1);
  }

  @Test
  void serversAddedWhileRunningKeepTheirs() throws Exception {
    Server known = run("http-reuse always\n  balance leastconn", "");
    String address = "127.0.0.1:" + known.port();
    Server added =
        known
            .backend()
            .dynamicServers()
            .add(
                DynamicServer.parse(
                        known.backend().config(),
                        List.of("added", address),
                        new CertificateStore(() -> TlsGlobal.DEFAULT, new TrustStores()))
                    .config());
    known.changes().maintenance();
    added.changes().ready();
    assertEquals(-1, added.maxIdle());
    assertEquals("1", askAnew(added, 0));
    assertEquals("0", askAnew(added, 1));
  }

  @Test
  void aggressiveWantsProvenOnes() throws Exception {
    Server server = run("http-reuse aggressive", "");
    assertEquals("1", askAnew(server, 0));
    assertEquals("1", askAnew(server, 1));
  }

  @Test
  void noneIsKeptBeyondTheLimit() throws Exception {
    Server server = run("http-reuse always", "pool-max-conn 0");
    assertEquals("1", askAnew(server, 0));
    await(() -> server.connections().used() == 0);
    assertEquals("1", askAnew(server, 0));
  }

  @Test
  void maxReuseEndsAConnection() throws Exception {
    Server server = run("http-reuse always", "max-reuse 1");
    assertEquals("1", askAnew(server, 0));
    assertEquals("0", askAnew(server, 1));
    await(() -> server.connections().used() == 0);
    assertEquals("1", askAnew(server, 0));
  }

  /**
   * While there are so few, each loop has its own. Some client comes to another loop, for those
   * before stay, and a loop that has more of them hands one over.
   */
  @Test
  void fewIdleOnesAreNotTakenFromOtherLoops() throws Exception {
    assumeTrue(!"jdk".equals(System.getProperty("haloom.transport")));
    Server server = run("http-reuse always", "pool-low-conn 100");
    assumeTrue(haloom.haloom().runtime().transport().loops() > 1);
    assertEquals("1", askAnew(server, 0));
    List<Socket> clients = new ArrayList<>();
    String first = "0";
    for (int i = 0; i < 100 && first.equals("0"); i++) {
      await(() -> server.connections().idle() == 1);
      Socket client = haloom.connect("sender");
      clients.add(client);
      first = ask(client);
    }
    for (Socket client : clients) {
      client.close();
    }
    assertEquals("1", first);
  }

  @Test
  void idleOnesArePurged() throws Exception {
    Server server = run("http-reuse always", "pool-purge-delay 20ms");
    assertEquals("1", askAnew(server, 0));
    await(() -> server.connections().used() == 0 && server.connections().idle() == 0);
    assertEquals("1", askAnew(server, 0));
  }

  @Test
  void maintenanceClosesIdleOnes() throws Exception {
    Server server = run("http-reuse always", "");
    assertEquals("1", askAnew(server, 0));
    await(() -> server.connections().idle() == 1);
    server.changes().maintenance();
    assertEquals(0, server.connections().idle());
    server.changes().ready();
    assertEquals("1", askAnew(server, 0));
  }

  /** A server that answers one connection after the other, and then closes it. */
  private static ServerSocket answering(String... answers) throws IOException {
    ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              for (String answer : answers) {
                try (Socket peer = socket.accept()) {
                  StringBuilder request = new StringBuilder();
                  while (!request.toString().endsWith("\r\n\r\nab")) {
                    request.append((char) peer.getInputStream().read());
                  }
                  peer.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                  return;
                }
              }
            });
    return socket;
  }

  @Test
  void aWholeRequestIsSentAgain() throws Exception {
    String ok = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
    try (ServerSocket peer =
        answering("", "HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n", "junk\r\n\r\n", ok)) {
      haloom =
          Running.of(
              """
              listen sender
                mode http
                bind 127.0.0.1:0
                timeout connect 2s
                timeout client 20s
                timeout server 20s
                retry-on all-retryable-errors
                server s 127.0.0.1:%d
              """
                  .formatted(peer.getLocalPort()));
      try (Socket client = haloom.connect("sender")) {
        client.setSoTimeout(20_000);
        String post = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nab";
        client.getOutputStream().write(post.getBytes(StandardCharsets.US_ASCII));
        assertEquals("HTTP/1.1 200", new String(client.getInputStream().readNBytes(12)));
      }
      Server server = haloom.backend("sender").servers().get(0);
      assertEquals(4, server.counters().get(Counter.CONNECT_ATTEMPTS));
      assertEquals(6, server.counters().get(Counter.RETRIES));
      assertEquals(1, server.counters().get(Counter.FAILED_RESPONSES));
    }
  }
}
