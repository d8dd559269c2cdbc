package io.haloom.os.linux;

import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;

/** Socket options and names of descriptors, callable from any thread. */
public final class Sockets {
  private Sockets() {}

  /** Sets an option of type int; false when the kernel refuses. */
  public static boolean set(int fd, int level, int option, int value) {
    NativeBuffer memory = CallMemory.here();
    memory.bytes.putInt(0, value);
    return Native.C.setsockopt(fd, level, option, memory.address, 4) == 0;
  }

  /** Sets an option of type string; false when the kernel refuses. */
  public static boolean set(int fd, int level, int option, String value) {
    NativeBuffer memory = CallMemory.here();
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    memory.bytes.put(0, bytes).put(bytes.length, (byte) 0);
    return Native.C.setsockopt(fd, level, option, memory.address, bytes.length + 1) == 0;
  }

  /** Reads an option of type int, or -1. */
  public static int get(int fd, int level, int option) {
    NativeBuffer memory = CallMemory.here();
    memory.bytes.putInt(0, 0).putInt(8, 4);
    int result = Native.C.getsockopt(fd, level, option, memory.address, memory.address + 8);
    return result == 0 ? memory.bytes.getInt(0) : -1;
  }

  /** {@code SO_LINGER} 0: closing sends a reset. */
  public static void lingerZero(int fd) {
    NativeBuffer memory = CallMemory.here();
    memory.bytes.putInt(0, 1).putInt(4, 0);
    Native.C.setsockopt(fd, Linux.SOL_SOCKET, Linux.SO_LINGER, memory.address, 8);
  }

  /** Lets a socket be bound to, or accept for, addresses that are not this machine's. */
  public static boolean makeForeign(int fd, int family) {
    return family == Linux.AF_INET6
        ? set(fd, Linux.SOL_IPV6, Linux.IPV6_TRANSPARENT, 1)
        : set(fd, Linux.SOL_IP, Linux.IP_TRANSPARENT, 1)
            || set(fd, Linux.SOL_IP, Linux.IP_FREEBIND, 1);
  }

  public static int bind(int fd, SocketAddress address) {
    NativeBuffer memory = CallMemory.here();
    int length = SocketName.encode(address, memory.bytes);
    return Native.C.bind(fd, memory.address, length);
  }

  public static int connect(int fd, SocketAddress address) {
    NativeBuffer memory = CallMemory.here();
    int length = SocketName.encode(address, memory.bytes);
    return Native.C.connect(fd, memory.address, length);
  }

  /** Where a socket is bound, or null when the descriptor is none. */
  public static SocketAddress localName(int fd) {
    NativeBuffer memory = CallMemory.here();
    memory.bytes.putInt(128, SocketName.MAX);
    return Native.C.getsockname(fd, memory.address, memory.address + 128) == 0
        ? SocketName.decode(memory.bytes, memory.bytes.getInt(128))
        : null;
  }
}
