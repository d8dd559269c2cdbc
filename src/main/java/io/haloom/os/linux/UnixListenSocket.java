package io.haloom.os.linux;

import io.haloom.net.ListenOptions;
import io.haloom.net.UnixAddress;
import io.haloom.net.UnixSocketFile;
import java.io.IOException;

/** Binds UNIX sockets. */
final class UnixListenSocket {
  private UnixListenSocket() {}

  /** A bound socket, not listening yet. */
  static int bind(UnixAddress address, ListenOptions options) throws IOException {
    int type = Linux.SOCK_STREAM | Linux.SOCK_NONBLOCK | Linux.SOCK_CLOEXEC;
    int fd = Native.C.socket(Linux.AF_UNIX, type, 0);
    if (fd < 0) {
      throw new IOException(
          "cannot create receiving socket (" + Native.text(Native.errno()) + ") " + name(address));
    }
    try {
      if (address.isAbstract()) {
        bindAbstract(fd, address);
      } else {
        UnixSocketFile.place(address, options, file -> bindTo(fd, file));
      }
      return fd;
    } catch (IOException e) {
      Native.C.close(fd);
      throw e;
    }
  }

  private static void bindAbstract(int fd, UnixAddress address) throws IOException {
    try {
      bindTo(fd, address);
    } catch (IOException e) {
      throw new IOException(e.getMessage() + " " + name(address), e);
    }
  }

  private static void bindTo(int fd, UnixAddress address) throws IOException {
    if (Sockets.bind(fd, address) < 0) {
      int errno = Native.errno();
      String cause = errno == Linux.EADDRINUSE ? "already in use" : Native.text(errno);
      throw new IOException("cannot bind UNIX socket (" + cause + ")");
    }
  }

  private static String name(UnixAddress address) {
    return "[" + address.path() + "]";
  }
}
