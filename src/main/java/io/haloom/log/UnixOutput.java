package io.haloom.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import jnr.unixsocket.UnixDatagramChannel;
import jnr.unixsocket.UnixSocketAddress;

/**
 * Sends each line as a datagram to a UNIX socket such as {@code /dev/log}. The socket is not
 * connected, so that a receiver may go and come back.
 */
final class UnixOutput implements LogOutput {
  private final UnixSocketAddress target;
  private UnixDatagramChannel channel;

  UnixOutput(String path) {
    this.target = new UnixSocketAddress(path);
  }

  @Override
  public void send(ByteBuffer line) throws IOException {
    if (channel == null) {
      channel = UnixDatagramChannel.open();
    }
    if (channel.send(line, target) < 0) {
      throw new IOException("no receiver at " + target.path());
    }
  }

  @Override
  public void close() {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      // Nothing is lost: datagrams are sent at once.
    }
  }
}
