package io.haloom.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.net.Relay.Direction;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A client, a relay and a server, with engines between client and relay, relay and server. */
class SecureRelayTest {
  private static final int MUCH = 6 << 20;

  private NetHarness net;
  private final AtomicLong moved = new AtomicLong();

  @BeforeEach
  void open() throws Exception {
    net = new NetHarness(2);
  }

  @AfterEach
  void close() {
    net.close();
  }

  /** Splices where it may: with an engine it may not. */
  private Transfer transfer(ByteBuffer first) {
    return new Transfer() {
      @Override
      public void moved(int bytes) {
        moved.addAndGet(bytes);
      }

      @Override
      public ByteBuffer first() {
        return first;
      }

      @Override
      public boolean splice() {
        return true;
      }
    };
  }

  private static Connection secured(Connection connection, boolean engine)
      throws ConnectionException {
    if (engine) {
      connection.secure(new XorEngine());
    }
    return connection;
  }

  private InetSocketAddress relay(InetSocketAddress server, boolean clients, boolean servers)
      throws Exception {
    return net.serve(
        client -> {
          secured(client, clients);
          try (Connection to = secured(net.connect(server), servers)) {
            Relay relay = net.transport.relay(client, to);
            relay.start(Direction.UP, transfer(NetHarness.bytes("first")));
            relay.start(Direction.DOWN, transfer(null));
            for (Direction over = relay.awaitOver(); over != null; over = relay.awaitOver()) {
              (over == Direction.UP ? to : client).shutdownOutput();
            }
          }
        });
  }

  private InetSocketAddress pair(InetSocketAddress server, boolean clients, boolean servers)
      throws Exception {
    return net.serve(
        client -> {
          secured(client, clients);
          try (Connection to = secured(net.connect(server), servers)) {
            Thread back = net.transport.fork(() -> carry(to, client));
            carry(client, to);
            back.join();
          }
        });
  }

  private void carry(Connection from, Connection to) {
    try {
      from.transferTo(to, transfer(null));
      to.shutdownOutput();
    } catch (ConnectionException e) {
      from.abort();
      to.abort();
    }
  }

  private static byte[] much(int seed) {
    byte[] bytes = new byte[MUCH];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static byte[] readAll(Connection connection, int most) throws ConnectionException {
    ByteBuffer all = ByteBuffer.allocate(most + 1);
    while (connection.read(all) >= 0) {}
    byte[] bytes = new byte[all.flip().remaining()];
    all.get(bytes);
    return bytes;
  }

  @ParameterizedTest
  @CsvSource({"true,true", "true,false", "false,true", "false,false"})
  void aRequestAnEndAndAnAnswer(boolean clients, boolean servers) throws Exception {
    InetSocketAddress server =
        net.serve(
            c -> {
              secured(c, servers);
              c.write(NetHarness.bytes("got " + NetHarness.readAll(c)));
            });
    InetSocketAddress relay = relay(server, clients, servers);
    String answer =
        net.call(
            () -> {
              try (Connection c = secured(net.connect(relay), clients)) {
                c.write(NetHarness.bytes(" second"));
                c.shutdownOutput();
                return NetHarness.readAll(c);
              }
            });
    assertEquals("got first second", answer);
    assertEquals("first second".length() + answer.length(), moved.get());
  }

  @ParameterizedTest
  @CsvSource({
    "true,true,true",
    "true,false,true",
    "false,true,true",
    "true,true,false",
    "true,false,false",
    "false,true,false"
  })
  void aServerThatReadsLateHindersNoAnswerAndGetsAll(
      boolean clients, boolean servers, boolean relayed) throws Exception {
    byte[] up = much(1);
    byte[] down = much(2);
    CompletableFuture<Void> answered = new CompletableFuture<>();
    CompletableFuture<byte[]> received = new CompletableFuture<>();
    InetSocketAddress server =
        net.serve(
            c -> {
              secured(c, servers);
              c.write(ByteBuffer.wrap(down));
              c.shutdownOutput();
              NetHarness.await(answered);
              received.complete(readAll(c, MUCH + 5));
            });
    InetSocketAddress relay =
        relayed ? relay(server, clients, servers) : pair(server, clients, servers);
    net.call(
        () -> {
          try (Connection c = secured(net.connect(relay), clients)) {
            CompletableFuture<Void> written = write(c, up);
            // The end of what comes down is heard while what goes up is held up.
            assertArrayEquals(down, readAll(c, MUCH));
            answered.complete(null);
            byte[] all = NetHarness.await(received);
            NetHarness.await(written);
            assertTrue(new String(all, 0, 5).equals("first") == relayed);
            assertArrayEquals(up, Arrays.copyOfRange(all, all.length - MUCH, all.length));
            return null;
          }
        });
  }

  private CompletableFuture<Void> write(Connection connection, byte[] bytes) {
    CompletableFuture<Void> written = new CompletableFuture<>();
    net.transport.fork(
        () -> {
          try {
            connection.write(ByteBuffer.wrap(bytes));
            connection.shutdownOutput();
            written.complete(null);
          } catch (ConnectionException e) {
            written.completeExceptionally(e);
          }
        });
    return written;
  }

  @ParameterizedTest
  @CsvSource({"true,true", "true,false", "false,true"})
  void aClientThatReadsLateGetsAllAndThenTheEnd(boolean clients, boolean servers) throws Exception {
    byte[] down = much(3);
    CompletableFuture<Void> go = new CompletableFuture<>();
    InetSocketAddress server =
        net.serve(
            c -> {
              secured(c, servers);
              // More than the sockets hold: relay and server have both to wait for the client.
              c.timeout(200);
              try {
                c.write(ByteBuffer.wrap(down));
              } catch (ConnectionException e) {
                // Now it is so.
              }
              go.complete(null);
              c.shutdownOutput();
              NetHarness.readAll(c);
            });
    InetSocketAddress relay = relay(server, clients, servers);
    net.call(
        () -> {
          try (Connection c = secured(net.connect(relay), clients)) {
            NetHarness.await(go);
            byte[] all = readAll(c, MUCH);
            assertArrayEquals(Arrays.copyOf(down, all.length), all);
            return null;
          }
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aCopyIsOverWhenTheClientHasTakenAllOfIt(boolean servers) throws Exception {
    byte[] down = Arrays.copyOf(much(4), 60_000);
    CompletableFuture<Void> sent = new CompletableFuture<>();
    InetSocketAddress server =
        net.serve(
            c -> {
              if (servers) {
                c.secure(XorEngine.silent());
              }
              c.write(ByteBuffer.wrap(down));
              c.shutdownOutput();
              sent.complete(null);
            });
    InetSocketAddress relay =
        net.serve(
            client -> {
              // What has not gone when the copy is over would be lost with the close that follows.
              client.bufferSizes(0, 8192);
              client.secure(XorEngine.silent());
              try (Connection to = secured(net.connect(server), servers)) {
                to.transferTo(client, transfer(null));
              }
            });
    net.call(
        () -> {
          try (Connection c = net.connect(relay)) {
            c.bufferSizes(4096, 0);
            c.secure(new XorEngine());
            NetHarness.await(sent);
            assertArrayEquals(down, readAll(c, MUCH));
            return null;
          }
        });
  }
}
