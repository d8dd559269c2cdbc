package io.haloom.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EchoTest {
  private NetHarness net;

  @BeforeEach
  void open() throws Exception {
    net = new NetHarness(2);
  }

  @AfterEach
  void close() {
    net.close();
  }

  @Test
  void transferEchoesUntilTheEnd() throws Exception {
    InetSocketAddress server = net.serve(NetHarness::echo);
    try (Socket client = NetHarness.client(server)) {
      client.getOutputStream().write("hello".getBytes(StandardCharsets.UTF_8));
      client.shutdownOutput();
      assertEquals("hello", new String(client.getInputStream().readAllBytes()));
    }
  }

  @Test
  void bothEndsOnTheTransport() throws Exception {
    InetSocketAddress server = net.serve(NetHarness::echo);
    String answer =
        net.call(
            () -> {
              try (Connection c = net.connect(server)) {
                c.write(NetHarness.bytes("ping"));
                c.shutdownOutput();
                return NetHarness.readAll(c);
              }
            });
    assertEquals("ping", answer);
  }

  @Test
  void oneByteAtATime() throws Exception {
    InetSocketAddress server =
        net.serve(
            c -> {
              ByteBuffer one = ByteBuffer.allocate(1);
              while (c.read(one) > 0) {
                c.write(one.flip());
                one.clear();
              }
            });
    try (Socket client = NetHarness.client(server)) {
      client.setTcpNoDelay(true);
      for (int i = 0; i < 200; i++) {
        client.getOutputStream().write(i);
        assertEquals(i, client.getInputStream().read());
      }
    }
  }

  @Test
  void gatheredBuffersArriveInOrder() throws Exception {
    byte[] sent = new byte[300_000];
    new Random(7).nextBytes(sent);
    InetSocketAddress server =
        net.serve(
            c ->
                c.write(
                    new ByteBuffer[] {
                      ByteBuffer.wrap(sent, 0, 3),
                      ByteBuffer.allocate(0),
                      ByteBuffer.wrap(sent, 3, 200_000),
                      ByteBuffer.wrap(sent, 200_003, 99_997),
                      ByteBuffer.allocate(0)
                    }));
    try (Socket client = NetHarness.client(server)) {
      assertArrayEquals(sent, client.getInputStream().readAllBytes());
    }
  }

  @Test
  void slowReaderGetsEverything() throws Exception {
    byte[] sent = new byte[8_000_000];
    new Random(8).nextBytes(sent);
    java.util.concurrent.CountDownLatch stuck = new java.util.concurrent.CountDownLatch(1);
    InetSocketAddress server =
        net.serve(
            c -> {
              ByteBuffer all = ByteBuffer.wrap(sent);
              net.transport.fork(stuck::countDown);
              c.write(all);
            });
    try (Socket client = NetHarness.client(server)) {
      stuck.await();
      InputStream in = client.getInputStream();
      byte[] got = new byte[sent.length];
      int n = 0;
      for (int r; (r = in.read(got, n, Math.min(1000 + n / 4, got.length - n))) > 0; ) {
        n += r;
      }
      assertArrayEquals(sent, got);
      assertEquals(-1, in.read());
    }
  }
}
