package io.haloom.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchPeerTest {
  private NetHarness net;

  @BeforeEach
  void open() throws Exception {
    net = new NetHarness(1);
  }

  @AfterEach
  void close() {
    net.close();
  }

  /** Waits as a queue would: on something else than the connection. */
  private static void waitForDeparture(Connection c) {
    c.watchPeer(Thread.currentThread());
    while (!c.peerClosed() && !c.aborted()) {
      LockSupport.park();
    }
    c.watchPeer(null);
  }

  @Test
  void finIsSeenAndDataBeforeItIsKept() throws Exception {
    CompletableFuture<Connection> watching = new CompletableFuture<>();
    CompletableFuture<String> data = new CompletableFuture<>();
    InetSocketAddress server =
        net.serve(
            c -> {
              net.transport.fork(() -> watching.complete(c));
              waitForDeparture(c);
              data.complete(NetHarness.readAll(c));
            });
    try (Socket client = NetHarness.client(server)) {
      NetHarness.await(watching);
      client.setTcpNoDelay(true);
      client.getOutputStream().write("abc".getBytes());
      client.getOutputStream().write("def".getBytes());
      client.shutdownOutput();
      assertEquals("abcdef", NetHarness.await(data));
    }
  }

  /** Bytes may come between the look at the connection and the wait for it, thousands of times. */
  @Test
  void aReaderIsWokenThoughThePeerIsWatched() throws Exception {
    InetSocketAddress server =
        net.serve(
            c -> {
              c.timeout(10_000);
              ByteBuffer buffer = ByteBuffer.allocate(1);
              int n = 0;
              while (n >= 0) {
                c.watchPeer(Thread.currentThread());
                n = c.read(buffer.clear());
                c.watchPeer(null);
                if (n > 0) {
                  c.write(buffer.flip());
                }
              }
            });
    try (Socket client = NetHarness.client(server)) {
      client.setTcpNoDelay(true);
      for (int i = 0; i < 5000; i++) {
        client.getOutputStream().write(i);
        assertEquals(i & 0xff, client.getInputStream().read());
      }
    }
  }

  @Test
  void resetIsSeen() throws Exception {
    CompletableFuture<Connection> watching = new CompletableFuture<>();
    CompletableFuture<Boolean> seen = new CompletableFuture<>();
    InetSocketAddress server =
        net.serve(
            c -> {
              net.transport.fork(() -> watching.complete(c));
              waitForDeparture(c);
              seen.complete(true);
            });
    Socket client = NetHarness.client(server);
    NetHarness.await(watching);
    client.setSoLinger(true, 0);
    client.close();
    assertTrue(NetHarness.await(seen));
  }

  @Test
  void departureBeforeTheWatchIsSeen() throws Exception {
    CompletableFuture<Boolean> seen = new CompletableFuture<>();
    CompletableFuture<Void> gone = new CompletableFuture<>();
    InetSocketAddress server =
        net.serve(
            c -> {
              gone.get();
              waitForDeparture(c);
              seen.complete(true);
            });
    NetHarness.client(server).close();
    gone.complete(null);
    assertTrue(NetHarness.await(seen));
  }

  @Test
  void abortIsSeen() throws Exception {
    CompletableFuture<Connection> watching = new CompletableFuture<>();
    CompletableFuture<Boolean> seen = new CompletableFuture<>();
    InetSocketAddress server =
        net.serve(
            c -> {
              net.transport.fork(() -> watching.complete(c));
              waitForDeparture(c);
              seen.complete(c.aborted());
            });
    try (Socket client = NetHarness.client(server)) {
      NetHarness.await(watching).abort();
      assertTrue(NetHarness.await(seen));
      assertEquals(-1, client.getInputStream().read());
    }
  }

  @Test
  void aConnectEndsWhenTheWatchedPeerLeaves() throws Exception {
    try (FullBacklog full = new FullBacklog()) {
      CompletableFuture<ConnectFailure.Kind> kind = new CompletableFuture<>();
      CompletableFuture<Void> connecting = new CompletableFuture<>();
      InetSocketAddress server =
          net.serve(
              c -> {
                ConnectRequest request =
                    new ConnectRequest(
                        full.address(), null, null, 60_000, watch(c), ConnectOptions.DEFAULT);
                net.transport.fork(() -> connecting.complete(null));
                kind.complete(
                    assertThrows(ConnectFailure.class, () -> net.transport.connect(request))
                        .kind());
              });
      try (Socket client = NetHarness.client(server)) {
        NetHarness.await(connecting);
        assertTrue(client.isConnected());
      }
      assertEquals(ConnectFailure.Kind.PEER_GONE, NetHarness.await(kind));
    }
  }

  private static ConnectRequest.Watch watch(Connection client) {
    return new ConnectRequest.Watch() {
      @Override
      public Connection connection() {
        return client;
      }

      @Override
      public boolean gone() {
        return client.peerClosed() || client.aborted();
      }
    };
  }
}
