package io.haloom.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.harness.Eventually;
import io.haloom.harness.Needs;
import io.haloom.harness.Running;
import io.haloom.harness.TlsClient;
import io.haloom.harness.Wire;
import io.haloom.net.tls.TestCertificates;
import io.haloom.proxy.count.Counter;
import io.haloom.proxy.count.Counters;
import io.haloom.proxy.count.ProcessCounters;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is counted of handshakes, and how many there may be. */
class TlsCountersTest {
  @BeforeEach
  void needs() {
    Needs.openSsl();
  }

  private static Running running(String global, String timeout) throws Exception {
    return Running.of(
        """
        global
          %s
        frontend web
          mode http
          bind 127.0.0.1:0 ssl crt %s no-tls-tickets
          timeout client %s
          http-request return status 200
        """
            .formatted(global, TestCertificates.localhost(), timeout));
  }

  private static Running running(String global) throws Exception {
    return running(global, "10s");
  }

  private static void ask(TlsClient java, Running haloom) throws IOException {
    try (SSLSocket client = java.on(haloom.connect("web"))) {
      Wire.say(client, "GET / HTTP/1.1\r\nhost: h\r\nconnection: close\r\n\r\n");
      Wire.rest(client);
    }
  }

  @Test
  void handshakesAreCounted() throws Exception {
    try (Running haloom = running("nbthread 1")) {
      TlsClient java = new TlsClient().versions("TLSv1.2");
      ask(java, haloom);
      ask(java, haloom);
      try (Socket plain = haloom.connect("web")) {
        Wire.say(plain, "GET / HTTP/1.1\r\n\r\n");
        Wire.rest(plain);
      }
      ProcessCounters process = haloom.haloom().runtime().process();
      Eventually.await(() -> process.tls().connections().get() == 0);
      Counters frontend = haloom.haloom().runtime().frontend("web").counters();
      assertEquals(1, frontend.get(Counter.TLS_SESSIONS));
      assertEquals(1, frontend.get(Counter.TLS_REUSED_SESSIONS));
      assertEquals(1, frontend.get(Counter.TLS_FAILED_HANDSHAKES));
      assertEquals(3, process.counters().get(Counter.TLS_CONNECTIONS));
      assertEquals(1, process.tls().clientKeys().peak());
    }
  }

  @Test
  void handshakesThatTimeOutHaveNotFailed() throws Exception {
    try (Running haloom = running("nbthread 1", "100ms");
        Socket half = haloom.connect("web")) {
      Wire.say(half, "\26\3\1");
      Wire.rest(half);
      Counters frontend = haloom.haloom().runtime().frontend("web").counters();
      assertEquals(0, frontend.get(Counter.TLS_FAILED_HANDSHAKES));
    }
  }

  @Test
  void bytesThatDripInDoNotProlongAHandshake() throws Exception {
    try (Running haloom = running("nbthread 1", "300ms");
        Socket slow = haloom.connect("web")) {
      slow.setSoTimeout(50);
      long start = System.nanoTime();
      assertThrows(IOException.class, () -> drip(slow));
      long millis = (System.nanoTime() - start) / 1_000_000;
      assertTrue(millis < 5000, millis + " ms");
    }
  }

  /** The beginning of a long record, a byte at a time, until the connection is gone. */
  private static void drip(Socket slow) throws IOException {
    Wire.say(slow, "\26\3\1\20\0\1");
    for (int i = 0; i < 1000; i++) {
      Wire.say(slow, "x");
      try {
        if (slow.getInputStream().read() < 0) {
          throw new IOException("closed");
        }
      } catch (SocketTimeoutException e) {
        // It still waits.
      }
    }
  }

  @Test
  void moreThanTheLimitAreClosed() throws Exception {
    try (Running haloom = running("maxsslconn 1")) {
      TlsClient java = new TlsClient();
      ProcessCounters process = haloom.haloom().runtime().process();
      try (SSLSocket first = java.on(haloom.connect("web"))) {
        assertEquals(1, process.tls().connections().get());
        assertThrows(IOException.class, () -> java.on(haloom.connect("web")));
        Wire.say(first, "GET / HTTP/1.1\r\nhost: h\r\n\r\n");
        assertEquals("HTTP/1.1 200 OK", Wire.head(first).lines().findFirst().orElse(""));
      }
      Eventually.await(() -> process.tls().connections().get() == 0);
      ask(java, haloom);
    }
  }

  @Test
  void moreThanTheRateWait() throws Exception {
    try (Running haloom = running("nbthread 1\n  maxsslrate 2")) {
      TlsClient java = new TlsClient();
      long start = System.nanoTime();
      for (int i = 0; i < 6; i++) {
        ask(java, haloom);
      }
      long millis = (System.nanoTime() - start) / 1_000_000;
      assertTrue(millis >= 1000, millis + " ms");
    }
  }
}
