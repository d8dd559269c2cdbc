package io.haloom.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A server of the demo: answers each line with its name and the line. */
public final class DemoServer {
  private static final int BACKLOG = 1024;
  private static final int PRESENT_MILLIS = 20_000;
  private static final int ABSENT_MILLIS = 10_000;

  private final String name;
  private final int port;
  private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
  private volatile ServerSocket listener;

  public DemoServer(String name) throws IOException {
    this.name = name;
    port = listen(0);
  }

  String name() {
    return name;
  }

  public int port() {
    return port;
  }

  /** Leaves for a while, comes back for a while, and so on for ever. */
  void comeAndGo() {
    try {
      while (true) {
        Thread.sleep(PRESENT_MILLIS);
        leave();
        Thread.sleep(ABSENT_MILLIS);
        listen(port);
      }
    } catch (IOException e) {
      // Its port was taken meanwhile: it stays away, and the page shows it down.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void leave() throws IOException {
    listener.close();
    for (Socket client : clients) {
      client.close();
    }
  }

  /** 127.0.0.1, whatever the JVM takes for its home. */
  static InetAddress home() throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
  }

  private int listen(int wanted) throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(home(), wanted), BACKLOG);
    listener = socket;
    Thread.ofVirtual().name(name).start(() -> accept(socket));
    return socket.getLocalPort();
  }

  private void accept(ServerSocket socket) {
    try {
      while (true) {
        Socket client = socket.accept();
        Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException e) {
      // Closed: it has left.
      return;
    }
  }

  private void serve(Socket client) {
    clients.add(client);
    try (client) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
      OutputStream out = client.getOutputStream();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        out.write((name + ": " + line + "\n").getBytes(StandardCharsets.UTF_8));
      }
    } catch (SocketException e) {
      // The client or the server left in the middle of a line.
      return;
    } catch (IOException e) {
      return;
    } finally {
      clients.remove(client);
    }
  }
}
