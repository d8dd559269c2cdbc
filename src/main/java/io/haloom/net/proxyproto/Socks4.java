package io.haloom.net.proxyproto;

import io.haloom.net.Connection;
import io.haloom.net.ConnectionException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The client side of SOCKS 4 {@code CONNECT}. */
public final class Socks4 {
  private static final int GRANTED = 0x5a;
  private static final byte[] USER = "HAProxy\0".getBytes(StandardCharsets.US_ASCII);

  private Socks4() {}

  /** What the proxy answered, or why it could not. */
  public enum Answer {
    GRANTED,
    /** It refused, or its answer was malformed. */
    DENIED,
    /** It closed before it had answered. */
    CLOSED,
    /** The destination is not an IPv4 address, which SOCKS 4 needs. */
    NOT_IPV4
  }

  /** Asks the proxy at the other end to connect to {@code destination}. */
  public static Answer connect(Connection proxy, InetSocketAddress destination)
      throws ConnectionException {
    byte[] address = destination.getAddress().getAddress();
    if (address.length != 4) {
      return Answer.NOT_IPV4;
    }
    ByteBuffer request = ByteBuffer.allocateDirect(8 + USER.length);
    request.put((byte) 4).put((byte) 1).putShort((short) destination.getPort());
    request.put(address).put(USER).flip();
    proxy.write(request);
    ByteBuffer answer = ByteBuffer.allocateDirect(8);
    while (answer.hasRemaining()) {
      if (proxy.read(answer) < 0) {
        return Answer.CLOSED;
      }
    }
    return answer.get(0) == 0 && (answer.get(1) & 0xff) == GRANTED ? Answer.GRANTED : Answer.DENIED;
  }
}
