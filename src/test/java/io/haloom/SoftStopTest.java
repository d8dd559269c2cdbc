package io.haloom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.harness.Peer;
import io.haloom.harness.Running;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SoftStopTest {
  private static final String CONFIGURATION =
      """
      defaults
        mode http
        timeout client 60s
      frontend in
        bind 127.0.0.1:0
        http-request return status 200
      """;

  private static final byte[] REQUEST =
      "GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private static String head(Socket client) throws IOException {
    StringBuilder head = new StringBuilder();
    for (int b = client.getInputStream().read(); b >= 0; b = client.getInputStream().read()) {
      head.append((char) b);
      if (head.toString().endsWith("\r\n\r\n")) {
        break;
      }
    }
    return head.toString();
  }

  private static Socket used(Running haloom) throws IOException {
    Socket client = haloom.connect("in");
    client.setSoTimeout(20_000);
    client.getOutputStream().write(REQUEST);
    assertTrue(head(client).startsWith("HTTP/1.1 200 OK"));
    return client;
  }

  @Test
  void theResponseThatFollowsIsTheLast() throws IOException {
    try (Running haloom = Running.of(CONFIGURATION);
        Socket client = used(haloom)) {
      haloom.haloom().softStop();
      client.getOutputStream().write(REQUEST);
      String last = head(client).toLowerCase(java.util.Locale.ROOT);
      assertTrue(last.startsWith("http/1.1 200 ok") && last.contains("connection: close"), last);
      assertEquals(-1, client.getInputStream().read());
    }
  }

  @Test
  void whoAsksNoMoreIsLetGo() throws Exception {
    try (Running haloom = Running.of(CONFIGURATION);
        Socket client = used(haloom)) {
      haloom.haloom().softStop();
      assertEquals(-1, client.getInputStream().read());
      haloom.haloom().awaitStopped();
    }
  }

  @Test
  void anIdleClientMayHaveOneMore() throws Exception {
    String text =
        CONFIGURATION.replace("mode http\n", "mode http\n  option idle-close-on-response\n");
    try (Running haloom = Running.of(text);
        Socket client = used(haloom)) {
      haloom.haloom().softStop();
      client.setSoTimeout(500);
      assertThrows(SocketTimeoutException.class, () -> client.getInputStream().read());
      client.setSoTimeout(20_000);
      client.getOutputStream().write(REQUEST);
      assertTrue(head(client).startsWith("HTTP/1.1 200 OK"));
    }
  }

  @Test
  void serversAreCheckedNoMore() throws Exception {
    Semaphore checked = new Semaphore(0);
    try (Peer peer = Peer.of(connection -> checked.release());
        Running haloom =
            Running.of(
                CONFIGURATION
                    + """
                    backend b
                      server s %s check check-send-proxy inter 20ms agent-check agent-port %d
                    """
                        .formatted(peer.address(), peer.port()))) {
      assertTrue(checked.tryAcquire(3, 20, TimeUnit.SECONDS));
      haloom.haloom().softStop();
      checked.tryAcquire(3, 300, TimeUnit.MILLISECONDS);
      checked.drainPermits();
      assertFalse(checked.tryAcquire(1, 500, TimeUnit.MILLISECONDS), "still checked");
    }
  }
}
