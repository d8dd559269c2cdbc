package io.haloom.model;

import io.haloom.sample.XxHash;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The cookie that {@code cookie dynamic} gives a server: the same in every load balancer that has
 * the key.
 */
public final class DynamicCookie {
  private DynamicCookie() {}

  /** A hash of the key and the server's address and port, in 16 hexadecimal digits. */
  public static String of(String key, InetAddress address, int port) {
    byte[] secret = key.getBytes(StandardCharsets.ISO_8859_1);
    byte[] ip = address.getAddress();
    ByteBuffer bytes = ByteBuffer.allocate(secret.length + ip.length + Integer.BYTES);
    bytes.put(secret).put(ip).putInt(port);
    return "%016x".formatted(XxHash.hash64(bytes.array(), 0, bytes.capacity(), 0));
  }
}
