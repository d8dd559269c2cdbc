package io.haloom.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A server of the tests: a port of its own, and a script run for each connection. */
public final class Peer implements AutoCloseable {

  /** What is done with one connection, which is closed after it. */
  @FunctionalInterface
  public interface Script {
    void serve(Socket connection) throws IOException;
  }

  private final ServerSocket server;
  private final Script script;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private Peer(Script script) {
    this.script = script;
    try {
      server = new ServerSocket(0, 1024, InetAddress.getByName("127.0.0.1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  public static Peer of(Script script) {
    return new Peer(script);
  }

  /** Sends back what it gets, to the end. */
  public static Peer echo() {
    return of(c -> c.getInputStream().transferTo(c.getOutputStream()));
  }

  /** Sends the text, then reads to the end. */
  public static Peer greeting(String text) {
    return of(
        c -> {
          c.getOutputStream().write(text.getBytes());
          c.getInputStream().readAllBytes();
        });
  }

  /** A port on which nobody listens. */
  public static int refusingPort() {
    try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return unused.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return server.getLocalPort();
  }

  /** As a server line wants it. */
  public String address() {
    return "127.0.0.1:" + port();
  }

  private void accept() {
    while (true) {
      Socket connection;
      try {
        connection = server.accept();
      } catch (IOException e) {
        return;
      }
      open.add(connection);
      Thread.ofVirtual().start(() -> serve(connection));
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      script.serve(connection);
    } catch (IOException e) {
      // The other side is what the test looks at.
      return;
    } finally {
      open.remove(connection);
    }
  }

  /** Stops listening and ends what is connected. */
  @Override
  public void close() {
    try {
      server.close();
      for (Socket connection : open) {
        connection.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
