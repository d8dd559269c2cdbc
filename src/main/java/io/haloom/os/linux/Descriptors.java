package io.haloom.os.linux;

import io.haloom.net.UnixAddress;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Descriptors that this process was started with or was given. */
public final class Descriptors {
  private static final int READ_SIZE = 4096;
  private static final short POLLIN = 1;

  private Descriptors() {}

  /** Where the socket is bound, or null when the descriptor is closed or none of a socket. */
  public static SocketAddress localAddress(int descriptor) {
    return Sockets.localName(descriptor);
  }

  /**
   * Connects to a UNIX socket on this machine, which takes no time; blocking, and the caller's.
   *
   * @throws IOException with the system's reason
   */
  public static int connect(UnixAddress to) throws IOException {
    return connect(to, Linux.SOCK_STREAM);
  }

  /** The same for a socket of datagrams: what is written is one each. */
  public static int connectForDatagrams(UnixAddress to) throws IOException {
    return connect(to, Linux.SOCK_DGRAM);
  }

  private static int connect(UnixAddress to, int type) throws IOException {
    int socket = Native.C.socket(Linux.AF_UNIX, type | Linux.SOCK_CLOEXEC, 0);
    if (socket < 0 || Sockets.connect(socket, to) != 0) {
      String reason = Native.text(Native.errno());
      if (socket >= 0) {
        Native.C.close(socket);
      }
      throw new IOException("cannot connect to " + to + ": " + reason);
    }
    return socket;
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

  /** Whether IPv6 sockets take no IPv4 connections where nothing is said of it. */
  public static boolean isV6OnlyByDefault() {
    int socket = Native.C.socket(Linux.AF_INET6, Linux.SOCK_STREAM | Linux.SOCK_CLOEXEC, 0);
    if (socket < 0) {
      return false;
    }
    boolean only = Sockets.get(socket, Linux.SOL_IPV6, Linux.IPV6_V6ONLY) == 1;
    Native.C.close(socket);
    return only;
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

  /**
   * Writes all of {@code bytes}; waits for room.
   *
   * @throws IOException where nobody reads
   */
  public static void write(int descriptor, byte[] bytes) throws IOException {
    NativeBuffer memory = new NativeBuffer(bytes.length);
    memory.bytes.put(0, bytes);
    for (int at = 0; at < bytes.length; ) {
      long count = Native.C.write(descriptor, memory.address + at, bytes.length - at);
      if (count < 0 && Native.errno() != Linux.EINTR) {
        throw new IOException("cannot write: " + Native.text(Native.errno()));
      }
      at += (int) Math.max(0, count);
    }
  }

  /** Waits for bytes, or for the end, for some milliseconds at most; whether there is either. */
  public static boolean awaitInput(int descriptor, int millis) {
    NativeBuffer poll = new NativeBuffer(8);
    poll.bytes.putInt(0, descriptor).putShort(4, POLLIN);
    return Native.C.poll(poll.address, 1, millis) > 0;
  }

  /** Waits for bytes and takes what is there; none at the end. */
  public static byte[] read(int descriptor) throws IOException {
    NativeBuffer memory = new NativeBuffer(READ_SIZE);
    while (true) {
      long count = Native.C.read(descriptor, memory.address, READ_SIZE);
      if (count >= 0) {
        byte[] bytes = new byte[(int) count];
        memory.bytes.get(0, bytes);
        return bytes;
      }
      if (Native.errno() != Linux.EINTR) {
        throw new IOException("cannot read: " + Native.text(Native.errno()));
      }
    }
  }

  /** Keeps all open files from programs started from now on; sockets and pipes stay as they are. */
  static void keepFromPrograms() throws IOException {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (Path link : all) {
        int descriptor = Integer.parseInt(link.getFileName().toString());
        String target = Files.isSymbolicLink(link) ? Files.readSymbolicLink(link).toString() : "";
        if (descriptor > 2 && !target.startsWith("socket:") && !target.startsWith("pipe:")) {
          inheritable(descriptor, false);
        }
      }
    }
  }

  /**
   * Opens {@code /dev/null}, which may be out of reach later; the caller's.
   *
   * @throws IOException with the system's reason
   */
  public static int openNothing() throws IOException {
    int nothing = Native.C.open("/dev/null", Linux.O_RDWR | Linux.O_CLOEXEC, 0);
    if (nothing < 0) {
      throw new IOException("cannot open /dev/null: " + Native.text(Native.errno()));
    }
    return nothing;
  }

  /** Points standard input, output and error to what {@link #openNothing} gave, and closes that. */
  public static void silenceStandardStreams(int nothing) {
    for (int stream = 0; stream <= 2; stream++) {
      Native.C.dup2(nothing, stream);
    }
    if (nothing > 2) {
      Native.C.close(nothing);
    }
  }
}
