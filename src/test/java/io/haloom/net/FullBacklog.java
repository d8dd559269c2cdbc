package io.haloom.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** A server whose accept queue is full: handshakes with it get no answer. */
final class FullBacklog implements AutoCloseable {
  private final ServerSocket server = new ServerSocket(0, 1, NetHarness.LOCAL);
  private final List<Socket> queued = new ArrayList<>();

  FullBacklog() throws IOException {
    for (int i = 0; i < 10; i++) {
      Socket socket = new Socket();
      queued.add(socket);
      try {
        socket.connect(address(), 200);
      } catch (SocketTimeoutException e) {
        return;
      }
    }
    throw new IOException("the backlog does not fill");
  }

  InetSocketAddress address() {
    return (InetSocketAddress) server.getLocalSocketAddress();
  }

  @Override
  public void close() throws IOException {
    for (Socket socket : queued) {
      socket.close();
    }
    server.close();
  }
}
