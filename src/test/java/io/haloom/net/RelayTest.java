package io.haloom.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.haloom.net.ConnectionException.Kind;
import io.haloom.net.Relay.Direction;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A client, a relay, and a server: what is carried, what ends, and what the waiting thread hears.
 */
class RelayTest {
  private static final int MUCH = 16 << 20;

  private NetHarness net;

  @BeforeEach
  void open() throws Exception {
    net = new NetHarness(2);
  }

  @AfterEach
  void close() {
    net.close();
  }

  /** What the waiting thread does with the relay of a client and the server. */
  private interface Waiter {
    void wait(Relay relay, Connection client, Connection server) throws Exception;
  }

  private InetSocketAddress relay(InetSocketAddress server, Waiter waiter) throws IOException {
    return net.serve(
        client -> {
          try (Connection to = net.connect(server)) {
            waiter.wait(net.transport.relay(client, to), client, to);
          }
        });
  }

  /** Passes the ends on as they come, until both are over. */
  private static List<Direction> passEnds(Relay relay, Connection client, Connection server) {
    List<Direction> order = new ArrayList<>();
    for (Direction over = relay.awaitOver(); over != null; over = relay.awaitOver()) {
      order.add(over);
      (over == Direction.UP ? server : client).shutdownOutput();
    }
    return order;
  }

  private static Transfer plain() {
    return n -> {};
  }

  private static Transfer first(ByteBuffer bytes) {
    return new Transfer() {
      @Override
      public void moved(int n) {}

      @Override
      public ByteBuffer first() {
        return bytes;
      }
    };
  }

  @Test
  void bothWaysAndTheEndsInTheirOrder() throws Exception {
    CompletableFuture<List<Direction>> order = new CompletableFuture<>();
    InetSocketAddress server =
        net.serve(c -> c.write(NetHarness.bytes("got " + NetHarness.readAll(c))));
    InetSocketAddress relay =
        relay(
            server,
            (it, client, to) -> {
              it.start(Direction.UP, plain());
              it.start(Direction.DOWN, plain());
              order.complete(passEnds(it, client, to));
            });
    try (Socket client = NetHarness.client(relay)) {
      client.getOutputStream().write("one".getBytes());
      client.shutdownOutput();
      assertEquals("got one", new String(client.getInputStream().readAllBytes()));
    }
    assertEquals(List.of(Direction.UP, Direction.DOWN), NetHarness.await(order));
  }

  @Test
  void whatGoesFirstArrivesBeforeWhatIsRead() throws Exception {
    InetSocketAddress relay =
        relay(
            net.serve(NetHarness::echo),
            (it, client, to) -> {
              it.start(Direction.UP, first(NetHarness.bytes("before ")));
              it.start(Direction.DOWN, plain());
              passEnds(it, client, to);
            });
    try (Socket client = NetHarness.client(relay)) {
      client.getOutputStream().write("after".getBytes());
      client.shutdownOutput();
      assertEquals("before after", new String(client.getInputStream().readAllBytes()));
    }
  }

  @Test
  void aServerThatReadsLateGetsAllAndHindersNoAnswer() throws Exception {
    byte[] much = new byte[MUCH];
    new Random(1).nextBytes(much);
    CountDownLatch answered = new CountDownLatch(1);
    CompletableFuture<byte[]> received = new CompletableFuture<>();
    InetSocketAddress server =
        net.serve(
            c -> {
              c.write(NetHarness.bytes("early"));
              net.call(
                  () -> {
                    answered.await();
                    return null;
                  });
              ByteBuffer all = ByteBuffer.allocate(MUCH);
              while (all.hasRemaining() && c.read(all) >= 0) {}
              received.complete(all.array());
            });
    InetSocketAddress relay =
        relay(
            server,
            (it, client, to) -> {
              it.start(Direction.UP, plain());
              it.start(Direction.DOWN, plain());
              passEnds(it, client, to);
            });
    try (Socket client = NetHarness.client(relay)) {
      Thread sender =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      client.getOutputStream().write(much);
                    } catch (IOException e) {
                      received.completeExceptionally(e);
                    }
                  });
      assertEquals("early", new String(client.getInputStream().readNBytes(5)));
      answered.countDown();
      assertArrayEquals(much, NetHarness.await(received));
      sender.join();
    }
  }

  @Test
  void aDirectionThatIsNotStartedIsOverWhenItIsSaid() throws Exception {
    CompletableFuture<List<Direction>> order = new CompletableFuture<>();
    InetSocketAddress relay =
        relay(
            net.serve(NetHarness::readAll),
            (it, client, to) -> {
              it.start(Direction.UP, plain());
              it.end(Direction.DOWN, null);
              List<Direction> heard = new ArrayList<>(List.of(it.awaitOver()));
              heard.addAll(passEnds(it, client, to));
              assertNull(it.failure(Direction.DOWN));
              order.complete(heard);
            });
    NetHarness.client(relay).close();
    assertEquals(2, NetHarness.await(order).size());
  }

  @Test
  void aResetIsTheFailureOfItsSide() throws Exception {
    CompletableFuture<ConnectionException> failure = new CompletableFuture<>();
    AtomicReference<Connection> accepted = new AtomicReference<>();
    InetSocketAddress relay =
        relay(
            net.serve(NetHarness::readAll),
            (it, client, to) -> {
              accepted.set(client);
              it.start(Direction.UP, plain());
              it.start(Direction.DOWN, plain());
              failure.complete(it.failure(it.awaitOver()));
            });
    Socket client = NetHarness.client(relay);
    client.setSoLinger(true, 0);
    client.close();
    assertEquals(Kind.RESET, NetHarness.await(failure).kind());
    assertEquals(accepted.get(), failure.get().connection());
  }

  @Test
  void silenceEndsADirectionAndTheOtherGoesOn() throws Exception {
    CompletableFuture<Kind> failure = new CompletableFuture<>();
    InetSocketAddress server =
        net.serve(
            c -> {
              c.write(NetHarness.bytes("a"));
              NetHarness.readAll(c);
              c.write(NetHarness.bytes("b"));
            });
    InetSocketAddress relay =
        relay(
            server,
            (it, client, to) -> {
              it.start(Direction.UP, plain());
              it.start(Direction.DOWN, plain());
              client.timeout(50);
              assertEquals(Direction.UP, it.awaitOver());
              failure.complete(it.failure(Direction.UP).kind());
              passEnds(it, client, shutDown(to));
            });
    try (Socket client = NetHarness.client(relay)) {
      assertEquals(Kind.TIMEOUT, NetHarness.await(failure));
      assertEquals("ab", new String(client.getInputStream().readAllBytes()));
    }
  }

  private static Connection shutDown(Connection connection) {
    connection.shutdownOutput();
    return connection;
  }

  @Test
  void anInterruptEndsBoth() throws Exception {
    CompletableFuture<List<Kind>> kinds = new CompletableFuture<>();
    CompletableFuture<Thread> waiting = new CompletableFuture<>();
    InetSocketAddress relay =
        relay(
            net.serve(NetHarness::readAll),
            (it, client, to) -> {
              it.start(Direction.UP, plain());
              it.start(Direction.DOWN, plain());
              waiting.complete(Thread.currentThread());
              List<Kind> found = new ArrayList<>();
              for (Direction d = it.awaitOver(); d != null; d = it.awaitOver()) {
                found.add(it.failure(d).kind());
              }
              kinds.complete(found);
            });
    try (Socket client = NetHarness.client(relay)) {
      NetHarness.await(waiting).interrupt();
      assertEquals(List.of(Kind.ABORTED, Kind.ABORTED), NetHarness.await(kinds));
    }
  }

  @Test
  void whatATransferThrowsReachesTheWaitingThread() throws Exception {
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    Transfer broken =
        n -> {
          throw new IllegalStateException("broken");
        };
    InetSocketAddress relay =
        relay(
            net.serve(NetHarness::readAll),
            (it, client, to) -> {
              it.start(Direction.UP, broken);
              it.start(Direction.DOWN, plain());
              thrown.complete(
                  assertThrows(IllegalStateException.class, () -> it.failure(it.awaitOver())));
            });
    try (Socket client = NetHarness.client(relay)) {
      client.getOutputStream().write(1);
      assertEquals("broken", NetHarness.await(thrown).getMessage());
    }
  }
}
