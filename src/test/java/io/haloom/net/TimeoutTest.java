package io.haloom.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.net.ConnectionException.Kind;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TimeoutTest {
  private NetHarness net;

  @BeforeEach
  void open() throws Exception {
    net = new NetHarness(1);
  }

  @AfterEach
  void close() {
    net.close();
  }

  /** How long the task took until it timed out, in milliseconds. */
  private static long untilTimeout(NetHarness.Task<?> task) {
    long start = System.nanoTime();
    ConnectionException e = assertThrows(ConnectionException.class, task::run);
    assertEquals(Kind.TIMEOUT, e.kind());
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }

  @Test
  void silenceEndsAReadAndTheConnectionLivesOn() throws Exception {
    CompletableFuture<Long> took = new CompletableFuture<>();
    InetSocketAddress server =
        net.serve(
            c -> {
              c.timeout(120);
              took.complete(untilTimeout(() -> c.read(ByteBuffer.allocate(1))));
              c.timeout(0);
              c.write(NetHarness.bytes("still here"));
              NetHarness.echo(c);
            });
    try (Socket client = NetHarness.client(server)) {
      assertTrue(client.isConnected());
      assertTrue(NetHarness.await(took) >= 110, "too early");
      client.getOutputStream().write("?".getBytes());
      client.shutdownOutput();
      assertEquals("still here?", new String(client.getInputStream().readAllBytes()));
    }
  }

  @Test
  void activityRestartsTheTimeout() throws Exception {
    CompletableFuture<Long> took = new CompletableFuture<>();
    InetSocketAddress server =
        net.serve(
            c -> {
              c.timeout(500);
              took.complete(
                  untilTimeout(
                      () -> {
                        for (; ; ) {
                          c.read(ByteBuffer.allocate(1));
                        }
                      }));
            });
    try (Socket client = NetHarness.client(server)) {
      client.setTcpNoDelay(true);
      for (int i = 0; i < 6; i++) {
        client.getOutputStream().write(i);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(120));
      }
      long millis = NetHarness.await(took);
      assertTrue(millis >= 1000, "after " + millis + " ms");
    }
  }

  @Test
  void writingKeepsAWaitingReaderAlive() throws Exception {
    CompletableFuture<Long> took = new CompletableFuture<>();
    InetSocketAddress server =
        net.serve(
            c -> {
              c.timeout(500);
              Thread reader =
                  net.transport.fork(
                      () ->
                          took.complete(
                              untilTimeout(
                                  () -> {
                                    c.awaitReadable();
                                    return null;
                                  })));
              for (int i = 0; i < 5; i++) {
                Thread.sleep(120);
                c.write(NetHarness.bytes("x"));
              }
              reader.join();
            });
    try (Socket client = NetHarness.client(server)) {
      assertTrue(client.isConnected());
      assertTrue(NetHarness.await(took) >= 1000);
      assertEquals(5, client.getInputStream().readAllBytes().length);
    }
  }

  @Test
  void activityDoesNotMoveTheDeadline() throws Exception {
    CompletableFuture<Long> took = new CompletableFuture<>();
    InetSocketAddress server =
        net.serve(
            c -> {
              c.timeout(10_000);
              c.deadline(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(200));
              took.complete(
                  untilTimeout(
                      () -> {
                        for (; ; ) {
                          c.read(ByteBuffer.allocate(1));
                        }
                      }));
            });
    try (Socket client = NetHarness.client(server)) {
      for (int i = 0; i < 10 && !took.isDone(); i++) {
        client.getOutputStream().write(i);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(40));
      }
      long millis = NetHarness.await(took);
      assertTrue(millis >= 150 && millis < 5000, "after " + millis + " ms");
    }
  }

  @Test
  void aPeerThatNeverReadsEndsAWrite() throws Exception {
    CompletableFuture<Long> took = new CompletableFuture<>();
    InetSocketAddress server =
        net.serve(
            c -> {
              c.timeout(150);
              took.complete(
                  untilTimeout(
                      () -> {
                        c.write(ByteBuffer.allocate(64 << 20));
                        return null;
                      }));
            });
    try (Socket client = NetHarness.client(server)) {
      assertTrue(client.isConnected());
      assertTrue(NetHarness.await(took) >= 140);
    }
  }

  @Test
  void aShorterLimitReachesAThreadThatWaitsAlready() throws Exception {
    CompletableFuture<Long> took = new CompletableFuture<>();
    InetSocketAddress server =
        net.serve(
            c -> {
              c.timeout(60_000);
              Thread reader =
                  net.transport.fork(
                      () ->
                          took.complete(
                              untilTimeout(
                                  () -> {
                                    c.awaitReadable();
                                    return null;
                                  })));
              Thread.sleep(50);
              c.timeout(100);
              reader.join();
            });
    try (Socket client = NetHarness.client(server)) {
      assertTrue(client.isConnected());
      assertTrue(NetHarness.await(took) < 10_000);
    }
  }

  @Test
  void theTimeOnWhichNobodyWaitedDoesNotCount() throws Exception {
    CompletableFuture<Long> took = new CompletableFuture<>();
    InetSocketAddress server =
        net.serve(
            c -> {
              c.timeout(200);
              Thread.sleep(300);
              took.complete(untilTimeout(() -> c.read(ByteBuffer.allocate(1))));
            });
    try (Socket client = NetHarness.client(server)) {
      assertTrue(client.isConnected());
      assertTrue(NetHarness.await(took) >= 190);
    }
  }
}
