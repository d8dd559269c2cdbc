package io.haloom;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import jnr.unixsocket.UnixDatagramChannel;
import jnr.unixsocket.UnixSocketAddress;

/**
 * Tells systemd how the service does (sd_notify(3)): datagrams to the socket that {@code
 * NOTIFY_SOCKET} names, a path, or {@code @} and a name in the abstract space.
 */
final class SystemdNotifier {
  private final String socket;

  /**
   * @param socket the value of {@code NOTIFY_SOCKET}; null, and nothing is ever sent
   */
  SystemdNotifier(String socket) {
    this.socket = socket;
  }

  /** Every listener is bound, and this is the process to watch. */
  void ready() throws IOException {
    send("READY=1\nMAINPID=" + ProcessHandle.current().pid());
  }

  /** A new process is being started to take over. */
  void reloading() throws IOException {
    send("RELOADING=1\nMAINPID=" + ProcessHandle.current().pid());
  }

  /** The end has begun. */
  void stopping() throws IOException {
    send("STOPPING=1");
  }

  private void send(String state) throws IOException {
    if (socket == null || socket.isEmpty()) {
      return;
    }
    String path = socket.startsWith("@") ? "\0" + socket.substring(1) : socket;
    try (UnixDatagramChannel channel = UnixDatagramChannel.open()) {
      channel.send(
          ByteBuffer.wrap(state.getBytes(StandardCharsets.UTF_8)), new UnixSocketAddress(path));
    }
  }
}
