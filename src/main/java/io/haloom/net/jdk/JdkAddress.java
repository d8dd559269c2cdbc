package io.haloom.net.jdk;

import io.haloom.net.UnixAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;

/** Translates UNIX addresses between ours and the JDK's. */
final class JdkAddress {
  private JdkAddress() {}

  /**
   * @throws IllegalArgumentException for an abstract name, which the JDK cannot express
   */
  static SocketAddress toJdk(SocketAddress address) {
    if (!(address instanceof UnixAddress unix)) {
      return address;
    }
    if (unix.isAbstract()) {
      throw new IllegalArgumentException("'abns@" + unix.path() + "' needs the epoll transport");
    }
    return UnixDomainSocketAddress.of(unix.path());
  }

  static SocketAddress fromJdk(SocketAddress address) {
    return address instanceof UnixDomainSocketAddress unix
        ? UnixAddress.file(unix.getPath().toString())
        : address;
  }
}
