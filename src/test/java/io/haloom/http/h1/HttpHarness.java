package io.haloom.http.h1;

import io.haloom.net.Connection;
import io.haloom.net.ListenOptions;
import io.haloom.net.ListenRequest;
import io.haloom.net.Listener;
import io.haloom.net.Transport;
import io.haloom.net.transport.Transports;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A server on a real socket whose connections are given to a handler, and a client for it. */
public final class HttpHarness implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 20_000;

  private final Transport transport;
  private final Listener listener;

  /** What is done with an accepted connection, which is closed afterwards. */
  public interface Handler {
    void handle(Connection connection) throws Exception;
  }

  public HttpHarness(Handler handler) throws IOException {
    transport = Transports.open(System.getProperty("haloom.transport", "epoll"), 1).transport();
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    listener = transport.listen(new ListenRequest(address, -1, 64, ListenOptions.DEFAULT));
    transport.startOnEachLoop("acceptor", loop -> accept(handler));
  }

  private void accept(Handler handler) {
    while (true) {
      Connection connection;
      try {
        connection = listener.accept();
      } catch (IOException e) {
        return;
      }
      transport.fork(
          () -> {
            try (connection) {
              handler.handle(connection);
            } catch (Exception e) {
              connection.reset();
            }
          });
    }
  }

  public Socket connect() throws IOException {
    InetSocketAddress address = (InetSocketAddress) listener.localAddress();
    Socket socket = new Socket(address.getAddress(), address.getPort());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  /** Sends the parts, one write each, then a FIN, and returns all that comes back. */
  public String exchange(String... parts) throws IOException {
    try (Socket socket = connect()) {
      OutputStream out = socket.getOutputStream();
      for (String part : parts) {
        out.write(part.getBytes(StandardCharsets.ISO_8859_1));
      }
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  /** Sends the text and returns all that comes until the server closes. */
  public String untilClosed(String text) throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  @Override
  public void close() {
    listener.close();
    transport.close();
  }
}
