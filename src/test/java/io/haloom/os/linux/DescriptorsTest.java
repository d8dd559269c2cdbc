package io.haloom.os.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.net.ConnectFailure;
import io.haloom.net.ConnectOptions;
import io.haloom.net.ConnectRequest;
import io.haloom.net.Connection;
import io.haloom.net.ListenOptions;
import io.haloom.net.ListenRequest;
import io.haloom.net.Listener;
import io.haloom.net.UnixAddress;
import io.haloom.net.epoll.EpollTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What only raw descriptors can do. */
@EnabledIfSystemProperty(named = "haloom.transport", matches = "epoll")
class DescriptorsTest {
  private EpollTransport transport;

  @BeforeEach
  void open() throws Exception {
    transport = new EpollTransport(1);
  }

  @AfterEach
  void close() {
    transport.close();
  }

  private interface Task<T> {
    T run() throws Exception;
  }

  private <T> T call(Task<T> task) throws Exception {
    CompletableFuture<T> result = new CompletableFuture<>();
    transport.start(
        "test",
        () -> {
          try {
            result.complete(task.run());
          } catch (Throwable t) {
            result.completeExceptionally(t);
          }
        });
    return result.get(20, TimeUnit.SECONDS);
  }

  private CompletableFuture<Connection> acceptLater(Listener listener) throws Exception {
    CompletableFuture<Connection> result = new CompletableFuture<>();
    transport.start(
        "test",
        () -> {
          try {
            result.complete(listener.accept());
          } catch (IOException e) {
            result.completeExceptionally(e);
          }
        });
    // The one loop runs its threads in order: the acceptor waits when this is done.
    call(() -> null);
    return result;
  }

  private Listener listen(int inherited) throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return transport.listen(
        new ListenRequest(inherited < 0 ? any : null, inherited, 100, ListenOptions.DEFAULT));
  }

  private static Socket client(Listener listener) throws IOException {
    InetSocketAddress address = (InetSocketAddress) listener.localAddress();
    return new Socket(address.getAddress(), address.getPort());
  }

  @Test
  void descriptorsTravelWithData() throws Exception {
    UnixAddress address = UnixAddress.abstractName("haloom-passing-" + System.nanoTime());
    ListenRequest request = new ListenRequest(address, -1, 10, ListenOptions.DEFAULT);
    try (Listener control = transport.listen(request);
        Listener passed = listen(-1)) {
      Connection from = call(() -> transport.connect(to(address)));
      Connection to = call(control::accept);
      int[] both = {passed.descriptor(), passed.descriptor()};
      new DescriptorPassing(from.descriptor(), 5000).send(new byte[] {7, 8, 9}, both);
      new DescriptorPassing(from.descriptor(), 5000).send(new byte[] {10}, new int[0]);
      DescriptorPassing receiver = new DescriptorPassing(to.descriptor(), 5000);
      DescriptorPassing.Message first = receiver.receive(3);
      assertEquals(2, first.descriptors().length);
      assertEquals(3, first.data().length);
      DescriptorPassing.Message second = receiver.receive(100);
      assertEquals(10, second.data()[0]);
      assertEquals(0, second.descriptors().length);
      assertEquals(passed.localAddress(), Descriptors.localAddress(first.descriptors()[0]));
      adoptAndServe(passed, first.descriptors());
      from.close();
      to.close();
    }
  }

  /** The listener lives on in the descriptor that was passed when the first owner has closed. */
  private void adoptAndServe(Listener passed, int[] descriptors) throws Exception {
    Descriptors.close(descriptors[1]);
    passed.close();
    try (Listener adopted = listen(descriptors[0]);
        Socket client = client(adopted)) {
      Connection accepted = call(adopted::accept);
      call(
          () -> {
            accepted.write(ByteBuffer.wrap(new byte[] {1}));
            accepted.close();
            return null;
          });
      assertEquals(1, client.getInputStream().read());
    }
  }

  /** A loop that was woken for them may be the only one that knows of them. */
  @Test
  void whatWaitsWhenAListenerClosesIsAccepted() throws Exception {
    try (Listener listener = listen(-1)) {
      CompletableFuture<Connection> accepting = acceptLater(listener);
      try (Socket first = client(listener);
          Socket second = client(listener);
          Socket third = client(listener)) {
        List<Connection> accepted = new ArrayList<>(List.of(accepting.get(20, TimeUnit.SECONDS)));
        listener.close();
        accepted.add(call(listener::accept));
        accepted.add(call(listener::accept));
        call(() -> assertThrows(IOException.class, listener::accept));
        for (Socket client : new Socket[] {first, second, third}) {
          assertEquals(client.getLocalSocketAddress(), accepted.getFirst().remoteAddress());
          accepted.removeFirst().close();
        }
      }
    }
  }

  private static ConnectRequest to(java.net.SocketAddress address) {
    return new ConnectRequest(address, null, null, 5000, null, ConnectOptions.DEFAULT);
  }

  @Test
  void aDescriptorIsDescribed() throws Exception {
    try (Listener listener = listen(-1)) {
      assertEquals(listener.localAddress(), Descriptors.localAddress(listener.descriptor()));
      assertTrue(Descriptors.isListening(listener.descriptor()));
      assertTrue(Descriptors.inheritable(listener.descriptor(), true));
    }
    assertNull(Descriptors.localAddress(1_000_000));
    assertFalse(Descriptors.isListening(1_000_000));
    IOException e = assertThrows(IOException.class, () -> listen(1_000_000));
    assertEquals("cannot use inherited descriptor 1000000 (Bad file descriptor)", e.getMessage());
  }

  @Test
  void acceptingSurvivesTheLackOfDescriptors() throws Exception {
    DescriptorLimit before = DescriptorLimit.current();
    List<Connection> held = new ArrayList<>();
    // Loads the classes of a failure while there are descriptors to load classes with.
    InetSocketAddress nobody = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    call(() -> assertThrows(ConnectFailure.class, () -> transport.connect(to(nobody))));
    assertEquals("x", new Listener.AcceptFailure("x").getMessage());
    try (Listener listener = listen(-1);
        Socket first = client(listener);
        Socket second = client(listener)) {
      Connection accepted = call(listener::accept);
      assertTrue(new DescriptorLimit(accepted.descriptor() + 1, before.hard()).apply());
      call(() -> assertThrows(Listener.AcceptFailure.class, listener::accept));
      ConnectFailure failure =
          call(
              () ->
                  assertThrows(
                      ConnectFailure.class, () -> transport.connect(to(listener.localAddress()))));
      assertEquals(ConnectFailure.Kind.NO_DESCRIPTOR, failure.kind());
      assertTrue(before.apply());
      held.add(call(listener::accept));
      assertEquals(accepted.remoteAddress(), first.getLocalSocketAddress());
      assertEquals(held.getFirst().remoteAddress(), second.getLocalSocketAddress());
      held.add(accepted);
    } finally {
      before.apply();
      held.forEach(Connection::close);
    }
  }

  @Test
  void markAndTrafficClassReachTheSocket() throws Exception {
    try (Listener listener = listen(-1);
        Socket client = client(listener)) {
      Connection accepted = call(listener::accept);
      assertTrue(call(() -> accepted.trafficClass(0x10)));
      assertEquals(0x10, Sockets.get(accepted.descriptor(), Linux.SOL_IP, Linux.IP_TOS));
      boolean marked = call(() -> accepted.mark(42));
      int mark = Sockets.get(accepted.descriptor(), Linux.SOL_SOCKET, Linux.SO_MARK);
      assertEquals(marked ? 42 : 0, mark);
      assertEquals(1, Sockets.get(accepted.descriptor(), Linux.SOL_TCP, Linux.TCP_NODELAY));
      assertTrue(client.isConnected());
      accepted.close();
    }
  }
}
