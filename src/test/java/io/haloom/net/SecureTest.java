package io.haloom.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.net.ConnectionException.Kind;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a connection promises holds with an engine below it, too. */
class SecureTest {
  private static final int CHUNK = 48 * 1024;
  private static final int MUCH = 64 * CHUNK;

  private NetHarness net;

  @BeforeEach
  void open() throws Exception {
    net = new NetHarness(2);
  }

  @AfterEach
  void close() {
    net.close();
  }

  private InetSocketAddress serve(NetHarness.Handler handler) throws Exception {
    return net.serve(
        c -> {
          c.secure(new XorEngine());
          handler.handle(c);
        });
  }

  private Connection connect(InetSocketAddress server) throws Exception {
    Connection connection = net.connect(server);
    connection.secure(new XorEngine());
    return connection;
  }

  private static byte[] much(int seed) {
    byte[] bytes = new byte[MUCH];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static byte[] read(Connection connection, int length) throws Exception {
    ByteBuffer all = ByteBuffer.allocate(length);
    while (all.hasRemaining() && connection.read(all) >= 0) {}
    return all.array();
  }

  /** Waits on a thread that may block. */
  private void await(CountDownLatch latch) throws Exception {
    CompletableFuture<Void> over = new CompletableFuture<>();
    Thread.ofPlatform()
        .start(
            () -> {
              try {
                latch.await();
                over.complete(null);
              } catch (InterruptedException e) {
                over.completeExceptionally(e);
              }
            });
    over.get(20, TimeUnit.SECONDS);
  }

  // ---- one connection

  @Test
  void aRequestAndItsResponse() throws Exception {
    InetSocketAddress server =
        serve(
            c -> {
              assertEquals("ping", new String(read(c, 4)));
              c.write(new ByteBuffer[] {NetHarness.bytes("po"), NetHarness.bytes("ng")});
            });
    assertEquals(
        "pong",
        net.call(
            () -> {
              try (Connection c = connect(server)) {
                c.write(NetHarness.bytes("ping"));
                return NetHarness.readAll(c);
              }
            }));
  }

  @Test
  void theWireHasWhatTheEngineMakes() throws Exception {
    InetSocketAddress server = serve(c -> c.write(NetHarness.bytes(new String(read(c, 2)))));
    try (Socket raw = NetHarness.client(server)) {
      DataOutputStream out = new DataOutputStream(raw.getOutputStream());
      out.writeShort(XorEngine.HELLO);
      out.writeShort(2);
      out.write(new byte[] {'h' ^ XorEngine.KEY, 'i' ^ XorEngine.KEY});
      DataInputStream in = new DataInputStream(raw.getInputStream());
      assertEquals(XorEngine.HELLO, in.readShort());
      assertEquals(2, in.readShort());
      assertArrayEquals(new byte[] {'h' ^ XorEngine.KEY, 'i' ^ XorEngine.KEY}, in.readNBytes(2));
    }
  }

  @Test
  void muchBothWaysAtOnce() throws Exception {
    byte[] much = much(1);
    InetSocketAddress server = serve(NetHarness::echo);
    net.call(
        () -> {
          try (Connection c = connect(server)) {
            CompletableFuture<Void> written = new CompletableFuture<>();
            net.transport.fork(
                () -> {
                  try {
                    c.write(ByteBuffer.wrap(much));
                    written.complete(null);
                  } catch (ConnectionException e) {
                    written.completeExceptionally(e);
                  }
                });
            assertArrayEquals(much, read(c, MUCH));
            assertTrue(written.isDone());
            return null;
          }
        });
  }

  @Test
  void whatARecordHasAndAReadDoesNotTakeIsThereForTheNext() throws Exception {
    InetSocketAddress server = serve(c -> c.write(NetHarness.bytes("abc")));
    net.call(
        () -> {
          try (Connection c = connect(server)) {
            StringBuilder text = new StringBuilder();
            ByteBuffer one = ByteBuffer.allocate(1);
            while (true) {
              c.awaitReadable();
              if (c.read(one.clear()) < 0) {
                break;
              }
              text.append((char) one.get(0));
            }
            assertEquals("abc", text.toString());
            assertEquals(-1, c.read(one.clear()));
            return null;
          }
        });
  }

  @Test
  void halfARecordIsNothingToReadYet() throws Exception {
    XorEngine engine = new XorEngine();
    CountDownLatch greeted = new CountDownLatch(1);
    CompletableFuture<Integer> available = new CompletableFuture<>();
    CountDownLatch half = new CountDownLatch(2);
    TlsEngine counting = new CountingEngine(engine, half::countDown);
    InetSocketAddress server =
        net.serve(
            c -> {
              c.secure(counting);
              greeted.countDown();
              c.awaitReadable();
              available.complete(c.readAvailable(ByteBuffer.allocate(10)));
            });
    try (Socket raw = NetHarness.client(server)) {
      DataOutputStream out = new DataOutputStream(raw.getOutputStream());
      out.writeShort(XorEngine.HELLO);
      await(greeted);
      out.writeShort(3);
      out.write('a');
      await(half);
      out.write("bc".getBytes());
      assertEquals(3, NetHarness.await(available));
    }
  }

  @Test
  void itMovesToAnotherLoop() throws Exception {
    InetSocketAddress server = serve(NetHarness::echo);
    Connection idle = net.call(() -> connect(server));
    int other = 1 - idle.loop();
    CompletableFuture<String> answer = new CompletableFuture<>();
    net.transport.startOnEachLoop(
        "mover",
        loop -> {
          if (loop == other) {
            try (Connection c = net.transport.bring(idle)) {
              c.write(NetHarness.bytes("moved"));
              answer.complete(new String(read(c, 5)));
            } catch (Exception e) {
              answer.completeExceptionally(e);
            }
          }
        });
    assertEquals("moved", NetHarness.await(answer));
  }

  // ---- ends

  @Test
  void oneSideEndsAndTheOtherAnswers() throws Exception {
    InetSocketAddress server =
        serve(c -> c.write(NetHarness.bytes("got " + NetHarness.readAll(c))));
    assertEquals(
        "got it",
        net.call(
            () -> {
              try (Connection c = connect(server)) {
                c.write(NetHarness.bytes("it"));
                c.shutdownOutput();
                return NetHarness.readAll(c);
              }
            }));
  }

  @Test
  void theEndComesAfterAllThatASlowReaderHasYetToTake() throws Exception {
    byte[] much = much(2);
    CountDownLatch full = new CountDownLatch(1);
    InetSocketAddress server =
        net.serve(
            c -> {
              c.secure(XorEngine.silent());
              int[] sent = {0};
              try {
                // Until the peer takes no more: what is under way then is encrypted and unsent.
                c.timeout(100);
                while (true) {
                  c.write(ByteBuffer.wrap(much, sent[0] % MUCH, CHUNK));
                  sent[0] += CHUNK;
                }
              } catch (ConnectionException e) {
                c.timeout(0);
              }
              c.shutdownOutput();
              full.countDown();
              NetHarness.readAll(c);
            });
    XorEngine engine = new XorEngine();
    net.call(
        () -> {
          try (Connection c = net.connect(server)) {
            c.secure(engine);
            await(full);
            ByteBuffer buffer = ByteBuffer.allocate(50_000);
            int at = 0;
            for (int n; (n = c.read(buffer.clear())) >= 0; at += n) {
              byte[] expected = new byte[n];
              for (int i = 0; i < n; i++) {
                expected[i] = much[(at + i) % MUCH];
              }
              assertArrayEquals(expected, Arrays.copyOf(buffer.array(), n));
            }
            assertTrue(engine.heardTheEnd());
            return null;
          }
        });
  }

  @Test
  void closingTellsThePeerAndEndsTheEngine() throws Exception {
    XorEngine engine = new XorEngine();
    InetSocketAddress server = net.serve(c -> c.secure(engine));
    XorEngine own = new XorEngine();
    net.call(
        () -> {
          try (Connection c = net.connect(server)) {
            c.secure(own);
            assertEquals("", NetHarness.readAll(c));
            return null;
          }
        });
    assertTrue(own.heardTheEnd());
    assertTrue(engine.closed.await(20, TimeUnit.SECONDS));
    assertTrue(own.closed.await(20, TimeUnit.SECONDS));
  }

  @Test
  void silenceIsATimeout() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    InetSocketAddress server = serve(c -> await(over));
    net.call(
        () -> {
          try (Connection c = connect(server)) {
            c.timeout(50);
            ConnectionException e =
                assertThrows(ConnectionException.class, () -> c.read(ByteBuffer.allocate(1)));
            assertEquals(Kind.TIMEOUT, e.kind());
            return null;
          } finally {
            over.countDown();
          }
        });
  }

  @Test
  void aHandshakeThatIsNoneIsAnError() throws Exception {
    CompletableFuture<ConnectionException> failure = new CompletableFuture<>();
    InetSocketAddress server =
        net.serve(
            c ->
                failure.complete(
                    assertThrows(ConnectionException.class, () -> c.secure(new XorEngine()))));
    try (Socket raw = NetHarness.client(server)) {
      raw.getOutputStream().write("GET /".getBytes());
      assertEquals(Kind.ERROR, NetHarness.await(failure).kind());
      assertEquals("no hello", failure.get().getMessage());
    }
  }

  @Test
  void aPeerThatLeavesDuringTheHandshakeIsAnError() throws Exception {
    CompletableFuture<ConnectionException> failure = new CompletableFuture<>();
    InetSocketAddress server =
        net.serve(
            c ->
                failure.complete(
                    assertThrows(ConnectionException.class, () -> c.secure(new XorEngine()))));
    NetHarness.client(server).close();
    assertEquals(Kind.ERROR, NetHarness.await(failure).kind());
  }

  @Test
  void aRecordThatIsNoneIsAnError() throws Exception {
    CompletableFuture<ConnectionException> failure = new CompletableFuture<>();
    CountDownLatch greeted = new CountDownLatch(1);
    InetSocketAddress server =
        serve(
            c -> {
              greeted.countDown();
              failure.complete(
                  assertThrows(ConnectionException.class, () -> c.read(ByteBuffer.allocate(10))));
            });
    try (Socket raw = NetHarness.client(server)) {
      DataOutputStream out = new DataOutputStream(raw.getOutputStream());
      out.writeShort(XorEngine.HELLO);
      await(greeted);
      out.writeShort(0xF000);
      assertEquals("bad record", NetHarness.await(failure).getMessage());
    }
  }
}
