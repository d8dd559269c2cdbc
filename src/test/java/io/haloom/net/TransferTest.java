package io.haloom.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client, a relay made of two transfers, and a server that echoes. */
class TransferTest {
  private static final int CHUNK = 100_000;

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

  private Transfer transfer(boolean splice) {
    return new Transfer() {
      @Override
      public void moved(int bytes) {
        moved.addAndGet(bytes);
      }

      @Override
      public boolean splice() {
        return splice;
      }
    };
  }

  private InetSocketAddress relay(InetSocketAddress server, boolean splice) throws Exception {
    return net.serve(
        client -> {
          try (Connection to = net.connect(server)) {
            Thread back =
                net.transport.fork(
                    () -> {
                      try {
                        to.transferTo(client, transfer(splice));
                        client.shutdownOutput();
                      } catch (ConnectionException e) {
                        client.abort();
                      }
                    });
            client.transferTo(to, transfer(splice));
            to.shutdownOutput();
            back.join();
          }
        });
  }

  /** Sends {@code chunks} of random bytes and returns their checksum. */
  private static long send(Socket socket, int chunks) throws Exception {
    Random random = new Random(chunks);
    CRC32 sum = new CRC32();
    byte[] chunk = new byte[CHUNK];
    for (int i = 0; i < chunks; i++) {
      random.nextBytes(chunk);
      sum.update(chunk);
      socket.getOutputStream().write(chunk);
    }
    socket.shutdownOutput();
    return sum.getValue();
  }

  private static long receive(Socket socket, int pauses) throws Exception {
    CRC32 sum = new CRC32();
    byte[] chunk = new byte[CHUNK];
    for (int n, i = 0; (n = socket.getInputStream().read(chunk)) >= 0; i++) {
      sum.update(chunk, 0, n);
      if (i < pauses) {
        Thread.sleep(5);
      }
    }
    return sum.getValue();
  }

  private void roundTrip(int chunks, boolean splice, int pauses) throws Exception {
    InetSocketAddress relay = relay(net.serve(NetHarness::echo), splice);
    try (Socket client = NetHarness.client(relay)) {
      CompletableFuture<Long> sent = new CompletableFuture<>();
      Thread.ofPlatform()
          .start(
              () -> {
                try {
                  sent.complete(send(client, chunks));
                } catch (Exception e) {
                  sent.completeExceptionally(e);
                }
              });
      long received = receive(client, pauses);
      assertEquals(NetHarness.await(sent), received);
      assertEquals(2L * chunks * CHUNK, moved.get());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void tensOfMegabytesArriveIntact(boolean splice) throws Exception {
    roundTrip(400, splice, 0);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aReaderThatStallsGetsEverything(boolean splice) throws Exception {
    roundTrip(150, splice, 60);
  }

  @Test
  void theEndAloneIsPassedOn() throws Exception {
    roundTrip(0, false, 0);
  }
}
