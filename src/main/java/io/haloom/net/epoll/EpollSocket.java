package io.haloom.net.epoll;

import io.haloom.os.linux.Linux;
import io.haloom.os.linux.Sockets;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** The options of a stream socket, as {@link io.haloom.net.Connection} tells them. */
abstract class EpollSocket extends EpollStream {
  EpollSocket(EventLoop loop, int fd, int hints) {
    super(loop, fd, hints);
  }

  /** The other end's address. */
  public abstract SocketAddress remoteAddress();

  public final void noDelay(boolean on) {
    if (isInet()) {
      Sockets.set(fd, Linux.SOL_TCP, Linux.TCP_NODELAY, on ? 1 : 0);
    }
  }

  public final void keepAlive(int idleSeconds, int intervalSeconds, int count) {
    Sockets.set(fd, Linux.SOL_SOCKET, Linux.SO_KEEPALIVE, 1);
    setPositive(Linux.TCP_KEEPIDLE, idleSeconds);
    setPositive(Linux.TCP_KEEPINTVL, intervalSeconds);
    setPositive(Linux.TCP_KEEPCNT, count);
  }

  private void setPositive(int option, int value) {
    if (value > 0 && isInet()) {
      Sockets.set(fd, Linux.SOL_TCP, option, value);
    }
  }

  public final void quickAck(boolean on) {
    if (isInet()) {
      Sockets.set(fd, Linux.SOL_TCP, Linux.TCP_QUICKACK, on ? 1 : 0);
    }
  }

  public final void bufferSizes(int receive, int send) {
    if (receive > 0) {
      Sockets.set(fd, Linux.SOL_SOCKET, Linux.SO_RCVBUF, receive);
    }
    if (send > 0) {
      Sockets.set(fd, Linux.SOL_SOCKET, Linux.SO_SNDBUF, send);
    }
  }

  public final boolean mark(int mark) {
    return Sockets.set(fd, Linux.SOL_SOCKET, Linux.SO_MARK, mark);
  }

  public final boolean trafficClass(int tos) {
    boolean six =
        remoteAddress() instanceof InetSocketAddress a && a.getAddress() instanceof Inet6Address;
    return six
        ? Sockets.set(fd, Linux.SOL_IPV6, Linux.IPV6_TCLASS, tos)
        : Sockets.set(fd, Linux.SOL_IP, Linux.IP_TOS, tos);
  }

  /** Whether it speaks TCP. */
  abstract boolean isInet();
}
