package io.haloom.net;

import io.haloom.net.transport.Transports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A transport under test, chosen by {@code -Dhaloom.transport}, and what was opened with it. */
final class NetHarness implements AutoCloseable {
  /**
   * More than any test connects at once: a connection that the queue has no room for comes again
   * after seconds.
   */
  private static final int BACKLOG = 4096;

  static final InetAddress LOCAL = InetAddress.getLoopbackAddress();

  final Transport transport;
  private final List<Listener> listeners = new ArrayList<>();

  NetHarness(int loops) throws IOException {
    transport = Transports.open(System.getProperty("haloom.transport", "epoll"), loops).transport();
  }

  static boolean onEpoll() {
    return System.getProperty("haloom.transport", "epoll").equals("epoll");
  }

  /** Something done on the transport's threads. */
  interface Task<T> {
    T run() throws Exception;
  }

  /** What is done with an accepted connection, which is closed afterwards. */
  interface Handler {
    void handle(Connection connection) throws Exception;
  }

  /** Runs the task on a virtual thread of the transport and returns its result. */
  <T> T call(Task<T> task) throws Exception {
    return await(submit(task));
  }

  <T> CompletableFuture<T> submit(Task<T> task) {
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
    return result;
  }

  static <T> T await(CompletableFuture<T> future) throws Exception {
    try {
      return future.get(20, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    } catch (TimeoutException e) {
      throw new AssertionError("nothing came of it in 20 s", e);
    }
  }

  /** A server on a free port of 127.0.0.1 that gives each connection to the handler. */
  InetSocketAddress serve(Handler handler) throws IOException {
    return (InetSocketAddress) serve(new InetSocketAddress(LOCAL, 0), handler).localAddress();
  }

  Listener serve(java.net.SocketAddress address, Handler handler) throws IOException {
    Listener listener =
        transport.listen(new ListenRequest(address, -1, BACKLOG, ListenOptions.DEFAULT));
    listeners.add(listener);
    transport.startOnEachLoop("acceptor", loop -> accept(listener, handler));
    return listener;
  }

  private void accept(Listener listener, Handler handler) {
    for (; ; ) {
      Connection connection;
      try {
        connection = listener.accept();
      } catch (Listener.AcceptFailure e) {
        continue;
      } catch (IOException e) {
        return;
      }
      transport.fork(
          () -> {
            try (connection) {
              handler.handle(connection);
            } catch (Exception e) {
              // The test sees it from the other side.
            }
          });
    }
  }

  /** A client of the system's own, connected to the server. */
  static Socket client(InetSocketAddress server) throws IOException {
    Socket socket = new Socket();
    socket.connect(server, 5000);
    socket.setSoTimeout(20_000);
    return socket;
  }

  /** Connects through the transport; on its threads only. */
  Connection connect(java.net.SocketAddress server) throws ConnectFailure {
    return transport.connect(request(server, 5000));
  }

  static ConnectRequest request(java.net.SocketAddress server, int timeoutMillis) {
    return new ConnectRequest(server, null, null, timeoutMillis, null, ConnectOptions.DEFAULT);
  }

  static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends back all that comes, to the end. */
  static void echo(Connection connection) throws ConnectionException {
    connection.transferTo(connection, n -> {});
  }

  /** Reads to the end. */
  static String readAll(Connection connection) throws ConnectionException {
    ByteBuffer buffer = ByteBuffer.allocate(4096);
    StringBuilder text = new StringBuilder();
    while (connection.read(buffer) >= 0) {
      text.append(StandardCharsets.UTF_8.decode(buffer.flip()));
      buffer.clear();
    }
    return text.toString();
  }

  @Override
  public void close() {
    listeners.forEach(Listener::close);
    transport.close();
  }
}
