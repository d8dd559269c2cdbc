package io.haloom.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What makes tests fail that have nothing to do with what they test. */
class HarnessTest {
  @Test
  void aReservedPortIsNobodyElses() throws Exception {
    try (ReservedPort reserved = new ReservedPort();
        ServerSocket other = new ServerSocket()) {
      other.setReuseAddress(false);
      InetAddress here = InetAddress.getByName("127.0.0.1");
      assertThrows(
          BindException.class, () -> other.bind(new InetSocketAddress(here, reserved.port())));
    }
  }

  @Test
  void portsOfBindLinesAreReservedUntilTheEnd() throws Exception {
    String bind = "  bind 127.0.0.1:0\n";
    String text = "defaults\n timeout client 1s\nfrontend f\n" + bind + "frontend g\n" + bind;
    try (Running haloom = Running.of(text)) {
      Set<Integer> ports = new HashSet<>(Set.of(haloom.port("f"), haloom.port("g")));
      haloom.haloom().softStop();
      haloom.haloom().awaitStopped();
      try (ServerSocket other = new ServerSocket()) {
        other.setReuseAddress(false);
        InetAddress here = InetAddress.getByName("127.0.0.1");
        for (int port : ports) {
          InetSocketAddress address = new InetSocketAddress(here, port);
          assertThrows(BindException.class, () -> other.bind(address));
        }
      }
      assertEquals(2, ports.size());
    }
  }

  @Test
  void waitingDoesNotSpin() {
    int[] looks = {0};
    long begun = System.nanoTime();
    Eventually.await(() -> ++looks[0] > 1 && System.nanoTime() - begun > 50_000_000);
    long most = 2 + (System.nanoTime() - begun) / 250_000;
    assertTrue(looks[0] <= most, looks[0] + " looks, where " + most + " are plenty");
  }
}
