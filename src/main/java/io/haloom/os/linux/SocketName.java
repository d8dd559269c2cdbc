package io.haloom.os.linux;

import io.haloom.net.UnixAddress;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * {@code struct sockaddr_in}, {@code sockaddr_in6} and {@code sockaddr_un} in native memory: the
 * family in the machine's order in two bytes; then port (network order), address; or port, flow, 16
 * bytes, scope; or up to 108 bytes of path.
 */
public final class SocketName {
  /** Room for the longest of them. */
  public static final int MAX = 112;

  private static final int PATH_MAX = 108;

  private SocketName() {}

  /** The address family of a Java address. */
  public static int family(SocketAddress address) {
    if (address instanceof UnixAddress) {
      return Linux.AF_UNIX;
    }
    return ((InetSocketAddress) address).getAddress() instanceof Inet6Address
        ? Linux.AF_INET6
        : Linux.AF_INET;
  }

  /**
   * Writes the address at the buffer's start.
   *
   * @return its length
   * @throws IllegalArgumentException when a UNIX path is too long
   */
  public static int encode(SocketAddress address, ByteBuffer to) {
    if (address instanceof UnixAddress unix) {
      return encode(unix, to);
    }
    InetSocketAddress inet = (InetSocketAddress) address;
    byte[] bytes = inet.getAddress().getAddress();
    to.putShort(0, (short) family(address));
    putPort(to, inet.getPort());
    if (bytes.length == 4) {
      to.put(4, bytes).putLong(8, 0);
      return 16;
    }
    to.putInt(4, 0).put(8, bytes);
    to.putInt(24, ((Inet6Address) inet.getAddress()).getScopeId());
    return 28;
  }

  private static int encode(UnixAddress unix, ByteBuffer to) {
    byte[] path = unix.path().getBytes(StandardCharsets.UTF_8);
    if (path.length > PATH_MAX - 1) {
      throw new IllegalArgumentException("name too long for UNIX socket (limit usually 97)");
    }
    to.putShort(0, (short) Linux.AF_UNIX);
    int at = unix.isAbstract() ? 3 : 2;
    to.put(2, (byte) 0).put(at, path);
    for (int i = at + path.length; i < 2 + PATH_MAX; i++) {
      to.put(i, (byte) 0);
    }
    return 2 + PATH_MAX;
  }

  /** Reads what the kernel wrote at the buffer's start; null for a family unknown here. */
  public static SocketAddress decode(ByteBuffer from, int length) {
    if (length < 2) {
      return UnixAddress.file("");
    }
    switch (from.getShort(0)) {
      case Linux.AF_INET -> {
        return new InetSocketAddress(address(bytes(from, 4, 4)), port(from));
      }
      case Linux.AF_INET6 -> {
        return new InetSocketAddress(scoped(bytes(from, 8, 16), from.getInt(24)), port(from));
      }
      case Linux.AF_UNIX -> {
        return decodeUnix(from, length);
      }
      default -> {
        return null;
      }
    }
  }

  /** An IPv4 address and port in one number. */
  public static long packed(ByteBuffer from) {
    return (long) Integer.reverseBytes(littleInt(from, 4)) << 16 & 0xffff_ffff_0000L | port(from);
  }

  /** The address that {@link #packed} packed. */
  public static InetSocketAddress unpacked(long packed) {
    int ip = (int) (packed >>> 16);
    byte[] bytes = {(byte) (ip >> 24), (byte) (ip >> 16), (byte) (ip >> 8), (byte) ip};
    return new InetSocketAddress(address(bytes), (int) packed & 0xffff);
  }

  private static int littleInt(ByteBuffer from, int at) {
    int value = from.getInt(at);
    return from.order() == ByteOrder.LITTLE_ENDIAN ? value : Integer.reverseBytes(value);
  }

  private static UnixAddress decodeUnix(ByteBuffer from, int length) {
    boolean isAbstract = length > 2 && from.get(2) == 0;
    int start = isAbstract ? 3 : 2;
    int end = start;
    while (end < length && end < 2 + PATH_MAX && from.get(end) != 0) {
      end++;
    }
    String path = new String(bytes(from, start, end - start), StandardCharsets.UTF_8);
    return isAbstract ? UnixAddress.abstractName(path) : UnixAddress.file(path);
  }

  private static void putPort(ByteBuffer to, int port) {
    to.put(2, (byte) (port >> 8)).put(3, (byte) port);
  }

  private static int port(ByteBuffer from) {
    return (from.get(2) & 0xff) << 8 | from.get(3) & 0xff;
  }

  private static byte[] bytes(ByteBuffer from, int at, int length) {
    byte[] bytes = new byte[length];
    from.get(at, bytes);
    return bytes;
  }

  private static InetAddress address(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  private static InetAddress scoped(byte[] bytes, int scope) {
    try {
      return scope == 0
          ? InetAddress.getByAddress(bytes)
          : Inet6Address.getByAddress(null, bytes, scope);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}
