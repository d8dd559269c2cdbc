package io.haloom.fuzz;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** A syslog server that hands each line on, without what stands before the message. */
final class LogLines implements AutoCloseable {
  private static final int ROOM = 4 << 20;

  private final DatagramSocket socket;

  LogLines(Consumer<String> lines) throws IOException {
    socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
    socket.setReceiveBufferSize(ROOM);
    Thread.ofPlatform().daemon().name("fuzz-log").start(() -> receive(lines));
  }

  String address() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  private void receive(Consumer<String> lines) {
    byte[] bytes = new byte[65_536];
    while (!socket.isClosed()) {
      DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
      try {
        socket.receive(packet);
      } catch (IOException e) {
        return;
      }
      String line = new String(bytes, 0, packet.getLength(), StandardCharsets.ISO_8859_1);
      lines.accept(line.substring(line.indexOf("]: ") + 3));
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
