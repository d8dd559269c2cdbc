package io.haloom.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A syslog server on a port of its own. */
public final class LogReceiver implements AutoCloseable {
  private final DatagramSocket socket;

  public LogReceiver() {
    try {
      socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
      socket.setSoTimeout(10_000);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As a {@code log} line wants it. */
  public String address() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  /** Waits for the next line: what follows the program's name and pid. */
  public String next() {
    byte[] bytes = new byte[65_536];
    DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
    try {
      socket.receive(packet);
    } catch (SocketTimeoutException e) {
      throw new AssertionError("no log line came");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String line = new String(bytes, 0, packet.getLength(), StandardCharsets.UTF_8).strip();
    return line.substring(line.indexOf("]: ") + 3);
  }

  /** Waits for a line that matches the regular expression, passing over others. */
  public String next(String regex) {
    String line = next();
    while (!line.matches(regex)) {
      line = next();
    }
    return line;
  }

  @Override
  public void close() {
    socket.close();
  }
}
