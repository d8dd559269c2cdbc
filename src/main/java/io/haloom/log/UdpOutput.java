package io.haloom.log;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/**
 * Sends each line as a UDP datagram. The socket is not connected, so that a receiver which is not
 * there makes no errors.
 */
final class UdpOutput implements LogOutput {
  private final InetSocketAddress target;
  private DatagramChannel channel;

  UdpOutput(InetSocketAddress target) {
    this.target = target;
  }

  @Override
  public void send(ByteBuffer line) throws IOException {
    if (channel == null) {
      channel =
          DatagramChannel.open(
              target.getAddress() instanceof Inet6Address
                  ? StandardProtocolFamily.INET6
                  : StandardProtocolFamily.INET);
    }
    channel.send(line, target);
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
