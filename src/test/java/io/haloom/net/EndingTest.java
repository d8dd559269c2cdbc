package io.haloom.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.net.ConnectionException.Kind;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How connections end: by FIN in one direction and the other, by RST, by our own hand. */
class EndingTest {
  private NetHarness net;

  @BeforeEach
  void open() throws Exception {
    net = new NetHarness(2);
  }

  @AfterEach
  void close() {
    net.close();
  }

  /** The kind of failure that the task ends with. */
  private static Kind failure(NetHarness.Task<?> task) {
    return assertThrows(ConnectionException.class, task::run).kind();
  }

  @Test
  void peerEndsFirstAndStillReads() throws Exception {
    InetSocketAddress server =
        net.serve(
            c -> {
              String all = NetHarness.readAll(c);
              assertTrue(c.peerClosed());
              c.write(NetHarness.bytes("got " + all));
            });
    try (Socket client = NetHarness.client(server)) {
      client.getOutputStream().write("one".getBytes());
      client.shutdownOutput();
      assertEquals("got one", new String(client.getInputStream().readAllBytes()));
    }
  }

  @Test
  void thisSideEndsFirstAndStillReads() throws Exception {
    CompletableFuture<String> read = new CompletableFuture<>();
    InetSocketAddress server =
        net.serve(
            c -> {
              c.write(NetHarness.bytes("all I say"));
              c.shutdownOutput();
              c.shutdownOutput();
              read.complete(NetHarness.readAll(c));
            });
    try (Socket client = NetHarness.client(server)) {
      assertEquals("all I say", new String(client.getInputStream().readAllBytes()));
      client.getOutputStream().write("later".getBytes());
    }
    assertEquals("later", NetHarness.await(read));
  }

  @Test
  void theEndIsReadAgainAndAgain() throws Exception {
    CompletableFuture<Integer> third = new CompletableFuture<>();
    InetSocketAddress server =
        net.serve(
            c -> {
              ByteBuffer buffer = ByteBuffer.allocate(10);
              c.read(buffer);
              c.read(buffer);
              c.awaitReadable();
              third.complete(c.readAvailable(buffer));
            });
    NetHarness.client(server).close();
    assertEquals(-1, NetHarness.await(third));
  }

  @Test
  void nothingToReadIsZeroWithoutWaiting() throws Exception {
    CompletableFuture<Integer> first = new CompletableFuture<>();
    InetSocketAddress server =
        net.serve(c -> first.complete(c.readAvailable(ByteBuffer.allocate(10))));
    try (Socket client = NetHarness.client(server)) {
      assertEquals(0, NetHarness.await(first));
      assertEquals(-1, client.getInputStream().read());
    }
  }

  @Test
  void resetOfThePeerEndsTheRead() throws Exception {
    CompletableFuture<Kind> kind = new CompletableFuture<>();
    InetSocketAddress server =
        net.serve(c -> kind.complete(failure(() -> c.read(ByteBuffer.allocate(10)))));
    Socket client = NetHarness.client(server);
    client.setSoLinger(true, 0);
    client.close();
    assertEquals(Kind.RESET, NetHarness.await(kind));
  }

  @Test
  void resetOfThePeerEndsTheWrite() throws Exception {
    CompletableFuture<Kind> kind = new CompletableFuture<>();
    CountDownLatch accepted = new CountDownLatch(1);
    InetSocketAddress server =
        net.serve(
            c -> {
              accepted.countDown();
              ByteBuffer much = ByteBuffer.allocate(64 << 20);
              kind.complete(
                  failure(
                      () -> {
                        c.write(much);
                        return null;
                      }));
            });
    Socket client = NetHarness.client(server);
    accepted.await();
    client.setSoLinger(true, 0);
    client.close();
    assertEquals(Kind.RESET, NetHarness.await(kind));
  }

  @Test
  void resetIsSeenByThePeer() throws Exception {
    InetSocketAddress server =
        net.serve(
            c -> {
              c.read(ByteBuffer.allocate(1));
              c.reset();
            });
    try (Socket client = NetHarness.client(server)) {
      client.getOutputStream().write(1);
      IOException e = assertThrows(IOException.class, () -> client.getInputStream().read());
      assertTrue(e.getMessage().contains("reset"), e.getMessage());
    }
  }

  @Test
  void abortFromAnywhereEndsReadAndWrite() throws Exception {
    CompletableFuture<Kind> reading = new CompletableFuture<>();
    CompletableFuture<Kind> writing = new CompletableFuture<>();
    AtomicReference<Connection> connection = new AtomicReference<>();
    CountDownLatch started = new CountDownLatch(1);
    InetSocketAddress server =
        net.serve(
            c -> {
              connection.set(c);
              net.transport.fork(
                  () ->
                      reading.complete(
                          failure(
                              () -> {
                                c.awaitReadable();
                                return null;
                              })));
              net.transport.fork(started::countDown);
              writing.complete(
                  failure(
                      () -> {
                        c.write(ByteBuffer.allocate(64 << 20));
                        return null;
                      }));
              NetHarness.await(reading);
              assertTrue(c.aborted());
              c.reset();
            });
    try (Socket client = NetHarness.client(server)) {
      started.await();
      connection.get().abort();
      assertEquals(Kind.ABORTED, NetHarness.await(reading));
      assertEquals(Kind.ABORTED, NetHarness.await(writing));
      assertThrows(IOException.class, () -> client.getInputStream().readAllBytes());
    }
  }

  @Test
  void abortHoldsForCallsToCome() throws Exception {
    CompletableFuture<Kind> kind = new CompletableFuture<>();
    InetSocketAddress server =
        net.serve(
            c -> {
              c.abort();
              kind.complete(failure(() -> c.read(ByteBuffer.allocate(1))));
            });
    try (Socket client = NetHarness.client(server)) {
      assertEquals(Kind.ABORTED, NetHarness.await(kind));
      assertEquals(-1, client.getInputStream().read());
    }
  }

  @Test
  void closeFromAnotherThreadEndsTheRead() throws Exception {
    CompletableFuture<Kind> kind = new CompletableFuture<>();
    CompletableFuture<Connection> connection = new CompletableFuture<>();
    InetSocketAddress server =
        net.serve(
            c -> {
              net.transport.fork(() -> connection.complete(c));
              kind.complete(failure(() -> c.read(ByteBuffer.allocate(1))));
            });
    try (Socket client = NetHarness.client(server)) {
      Connection c = NetHarness.await(connection);
      c.close();
      c.close();
      assertEquals(Kind.CLOSED, NetHarness.await(kind));
      assertEquals(-1, client.getInputStream().read());
    }
  }

  @Test
  void aTransferTellsWhichSideFailed() throws Exception {
    CompletableFuture<Boolean> readingSide = new CompletableFuture<>();
    InetSocketAddress sink =
        net.serve(
            c -> {
              c.read(ByteBuffer.allocate(1));
              c.reset();
            });
    InetSocketAddress server =
        net.serve(
            c -> {
              try (Connection to = net.connect(sink)) {
                ConnectionException e =
                    assertThrows(ConnectionException.class, () -> c.transferTo(to, bytes -> {}));
                readingSide.complete(e.connection() == c);
              }
            });
    try (Socket client = NetHarness.client(server)) {
      byte[] much = new byte[1 << 20];
      assertThrows(
          IOException.class,
          () -> {
            for (int i = 0; i < 1000; i++) {
              client.getOutputStream().write(much);
            }
          });
    }
    assertEquals(false, NetHarness.await(readingSide));
  }

  @Test
  void closedListenerEndsItsAcceptors() throws Exception {
    Listener listener =
        net.transport.listen(
            new ListenRequest(
                new InetSocketAddress(NetHarness.LOCAL, 0), -1, 10, ListenOptions.DEFAULT));
    CompletableFuture<IOException> ended =
        net.submit(() -> assertThrows(IOException.class, listener::accept));
    net.call(() -> null);
    listener.close();
    NetHarness.await(ended);
    assertThrows(
        IOException.class, () -> NetHarness.client((InetSocketAddress) listener.localAddress()));
  }
}
