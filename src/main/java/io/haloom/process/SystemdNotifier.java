package io.haloom.process;

import io.haloom.net.UnixAddress;
import io.haloom.os.linux.Descriptors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import jnr.unixsocket.UnixDatagramChannel;
import jnr.unixsocket.UnixSocketAddress;

/**
 * Tells systemd how the service does (sd_notify(3)): datagrams to the socket that {@code
 * NOTIFY_SOCKET} names, a path, or {@code @} and a name in the abstract space.
 */
public final class SystemdNotifier {
  private final String socket;
  private final long mainPid;

  /** Connected to a path; -1 where there is none, or nobody listens. */
  private final int descriptor;

  /**
   * Connects to a path at once, for after chroot it is out of reach.
   *
   * @param socket the value of {@code NOTIFY_SOCKET}; null, and nothing is ever sent
   * @param mainPid the process to watch: this one, or its master
   */
  public SystemdNotifier(String socket, long mainPid) {
    this.socket = socket;
    this.mainPid = mainPid;
    descriptor = socket == null || !socket.startsWith("/") ? -1 : connect(socket);
  }

  private static int connect(String path) {
    try {
      return Descriptors.connectForDatagrams(UnixAddress.file(path));
    } catch (IOException e) {
      // Sending by the path says so.
      return -1;
    }
  }

  /**
   * Every listener is bound.
   *
   * @param status a line for {@code systemctl status}
   */
  public void ready(String status) throws IOException {
    send("READY=1\nMAINPID=" + mainPid + "\nSTATUS=" + status.replace('\n', ' '));
  }

  /**
   * A new process is being started to take over; the time is that of {@code Type=notify-reload}.
   */
  public void reloading() throws IOException {
    long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime());
    send("RELOADING=1\nMONOTONIC_USEC=" + micros + "\nMAINPID=" + mainPid);
  }

  /** The end has begun. */
  public void stopping() throws IOException {
    send("STOPPING=1");
  }

  private void send(String state) throws IOException {
    byte[] bytes = state.getBytes(StandardCharsets.UTF_8);
    if (descriptor >= 0) {
      Descriptors.write(descriptor, bytes);
      return;
    }
    if (socket == null || socket.isEmpty()) {
      return;
    }
    String path = socket.startsWith("@") ? "\0" + socket.substring(1) : socket;
    try (UnixDatagramChannel channel = UnixDatagramChannel.open()) {
      channel.send(ByteBuffer.wrap(bytes), new UnixSocketAddress(path));
    }
  }
}
