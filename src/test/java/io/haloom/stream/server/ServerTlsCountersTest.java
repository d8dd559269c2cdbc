package io.haloom.stream.server;

import static io.haloom.harness.Eventually.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.haloom.harness.Needs;
import io.haloom.harness.Running;
import io.haloom.harness.TlsPeer;
import io.haloom.harness.Wire;
import io.haloom.net.tls.TestCertificates;
import io.haloom.proxy.count.Counter;
import io.haloom.proxy.count.Counters;
import io.haloom.proxy.count.ProcessCounters;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is counted of handshakes with servers, and how many there may be. */
class ServerTlsCountersTest {
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
    haloom.close();
  }

  private void run(String global, String connect, String address, String words) {
    haloom =
        Running.of(
            """
            global
              %s
            defaults
              mode http
              timeout connect %s
              timeout client 20s
              timeout server 20s
              retries 0
              http-reuse never
            listen l
              bind 127.0.0.1:0
              log $log local0
              log-format "%%ts %%ST"
              server s %s ssl verify none %s
            """
                .formatted(global, connect, address, words));
  }

  private ProcessCounters process() {
    return haloom.haloom().runtime().process();
  }

  private Counters counters() {
    return haloom.server("l", "s").counters();
  }

  private int now() {
    return process().tls().connections().get();
  }

  private static void ask(Socket client) throws Exception {
    Wire.say(client, "GET / HTTP/1.1\r\nhost: a\r\n\r\n");
    Wire.head(client);
  }

  @Test
  void connectionsCountUntilTheyEnd() throws Exception {
    run("nbthread 1", "20s", server.address(), "");
    try (Socket client = haloom.connect("l")) {
      ask(client);
      assertEquals(1, now());
    }
    await(() -> now() == 0);
    assertEquals(1, process().counters().get(Counter.TLS_CONNECTIONS));
    assertEquals(1, process().tls().serverKeys().peak());
  }

  @Test
  void moreThanTheLimitFail() throws Exception {
    run("maxsslconn 1", "20s", server.address(), "");
    try (Socket first = haloom.connect("l");
        Socket second = haloom.connect("l")) {
      ask(first);
      ask(second);
    }
    assertEquals("-- 200", haloom.log().next());
    assertEquals("IC 500", haloom.log().next());
    assertEquals(0, counters().get(Counter.TLS_FAILED_HANDSHAKES));
  }

  @Test
  void handshakesThatTimeOutHaveNotFailed() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        ServerSocket again = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      run("nbthread 1", "200ms", "127.0.0.1:" + silent.getLocalPort(), "");
      try (Socket client = haloom.connect("l")) {
        ask(client);
      }
      assertEquals("sC 503", haloom.log().next());
    }
    assertEquals(0, counters().get(Counter.TLS_FAILED_HANDSHAKES));
    await(() -> now() == 0);
  }

  @Test
  void checksCount() throws Exception {
    run("nbthread 1", "20s", server.address(), "check inter 2s");
    await(() -> counters().get(Counter.TLS_SESSIONS) > 0);
    await(() -> process().counters().get(Counter.TLS_CONNECTIONS) > 0);
    await(() -> process().tls().serverKeys().peak() > 0);
  }
}
