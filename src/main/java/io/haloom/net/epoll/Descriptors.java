package io.haloom.net.epoll;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** Descriptors that this process was started with or was given. */
public final class Descriptors {
  private Descriptors() {}

  /** Where the socket is bound, or null when the descriptor is closed or none of a socket. */
  public static SocketAddress localAddress(int descriptor) {
    return Sockets.localName(descriptor);
  }

  /** Whether the descriptor is a socket that listens. */
  public static boolean isListening(int descriptor) {
    return Sockets.get(descriptor, Linux.SOL_SOCKET, Linux.SO_ACCEPTCONN) == 1;
  }

  /** Whether an IPv6 socket takes no IPv4 connections; false for any other. */
  public static boolean isV6Only(int descriptor) {
    return Sockets.get(descriptor, Linux.SOL_IPV6, Linux.IPV6_V6ONLY) == 1
        && localAddress(descriptor) instanceof InetSocketAddress inet
        && inet.getAddress() instanceof Inet6Address;
  }

  /** Whether a socket may be bound to addresses that are not this machine's. */
  public static boolean isForeign(int descriptor) {
    return Sockets.get(descriptor, Linux.SOL_IP, Linux.IP_TRANSPARENT) == 1
        || Sockets.get(descriptor, Linux.SOL_IP, Linux.IP_FREEBIND) == 1;
  }

  /** Closes a descriptor that nothing here has adopted. */
  public static void close(int descriptor) {
    Native.C.close(descriptor);
  }

  /** Lets programs started from now on inherit the descriptor, or not. */
  public static boolean inheritable(int descriptor, boolean yes) {
    return Native.C.fcntl(descriptor, Linux.F_SETFD, yes ? 0 : Linux.FD_CLOEXEC) == 0;
  }

  /** Points standard input, output and error to {@code /dev/null}, as a daemon does. */
  public static void silenceStandardStreams() throws IOException {
    int nothing = Native.C.open("/dev/null", Linux.O_RDWR | Linux.O_CLOEXEC, 0);
    if (nothing < 0) {
      throw new IOException("cannot open /dev/null: " + Native.text(Native.errno()));
    }
    for (int stream = 0; stream <= 2; stream++) {
      Native.C.dup2(nothing, stream);
    }
    if (nothing > 2) {
      Native.C.close(nothing);
    }
  }
}
