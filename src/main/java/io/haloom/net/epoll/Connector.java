package io.haloom.net.epoll;

import io.haloom.net.AddressText;
import io.haloom.net.ConnectFailure;
import io.haloom.net.ConnectFailure.Kind;
import io.haloom.net.ConnectOptions;
import io.haloom.net.ConnectRequest;
import io.haloom.net.ConnectionException;
import io.haloom.net.SourcePool;
import io.haloom.net.UnixAddress;
import io.haloom.os.linux.Linux;
import io.haloom.os.linux.Native;
import io.haloom.os.linux.SocketName;
import io.haloom.os.linux.Sockets;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/**
 * One attempt to connect, from the socket to the established connection.
 *
 * <p>A port of a {@link SourcePool} may be refused twice: by {@code bind} when somebody else has
 * it, and by {@code connect} when this very destination still remembers its last use. Either way
 * the next one is tried, each at most once.
 */
final class Connector {
  /** Binding attempts before other threads of the loop get their turn. */
  private static final int BINDS_PER_TURN = 64;

  private final EventLoop loop;
  private final ConnectRequest request;
  private final ConnectOptions options;
  private final SocketAddress destination;
  private final int family;
  private int fd;
  private int port = -1;

  Connector(EventLoop loop, ConnectRequest request) {
    this.loop = loop;
    this.request = request;
    options = request.options() != null ? request.options() : ConnectOptions.DEFAULT;
    destination = request.destination();
    family = SocketName.family(destination);
  }

  EpollConnection connect() throws ConnectFailure {
    checkPath();
    int result;
    if (request.ports() != null) {
      result = connectFromPool(request.ports());
    } else {
      open();
      bindSource();
      result = start();
    }
    boolean established = result != Linux.EINPROGRESS || isEstablished();
    EpollConnection connection = new EpollConnection(loop, fd, destination, established);
    if (port >= 0) {
      connection.lease(request.ports(), port);
    }
    if (!established) {
      await(connection);
    }
    return connection;
  }

  private void checkPath() throws ConnectFailure {
    if (destination instanceof UnixAddress) {
      try {
        SocketName.encode(destination, loop.small.bytes);
      } catch (IllegalArgumentException e) {
        throw new ConnectFailure(Kind.ERROR, e.getMessage());
      }
    }
  }

  // ---- the socket

  private void open() throws ConnectFailure {
    int type = Linux.SOCK_STREAM | Linux.SOCK_NONBLOCK | Linux.SOCK_CLOEXEC;
    fd = Native.C.socket(family, type, 0);
    if (fd < 0) {
      throw failure(Native.errno());
    }
    try {
      if (family != Linux.AF_UNIX) {
        setOptions();
      }
    } catch (ConnectFailure e) {
      Native.C.close(fd);
      throw e;
    }
  }

  private void setOptions() throws ConnectFailure {
    tcp(Linux.TCP_NODELAY, 1);
    if (options.smartConnect()) {
      tcp(Linux.TCP_QUICKACK, 0);
    }
    if (options.transparent() && !Sockets.makeForeign(fd, family)) {
      throw refused("cannot make the source transparent");
    }
    String device = options.device();
    if (device != null && !Sockets.set(fd, Linux.SOL_SOCKET, Linux.SO_BINDTODEVICE, device)) {
      throw refused("cannot bind to device '" + device + "'");
    }
    if (options.mark() != 0 && !Sockets.set(fd, Linux.SOL_SOCKET, Linux.SO_MARK, options.mark())) {
      throw refused("cannot set mark " + options.mark());
    }
    if (options.userTimeoutMillis() > 0) {
      tcp(Linux.TCP_USER_TIMEOUT, options.userTimeoutMillis());
    }
    if (options.maxSegment() > 0) {
      tcp(Linux.TCP_MAXSEG, options.maxSegment());
    }
    if (options.fastOpen()) {
      tcp(Linux.TCP_FASTOPEN_CONNECT, 1);
    }
  }

  private void tcp(int option, int value) {
    Sockets.set(fd, Linux.SOL_TCP, option, value);
  }

  private static ConnectFailure refused(String what) {
    return new ConnectFailure(Kind.ERROR, what + " (" + Native.text(Native.errno()) + ")");
  }

  // ---- the source

  private void bindSource() throws ConnectFailure {
    InetSocketAddress source = request.source();
    if (source == null || family == Linux.AF_UNIX) {
      return;
    }
    if (source.getPort() == 0) {
      Sockets.set(fd, Linux.SOL_IP, Linux.IP_BIND_ADDRESS_NO_PORT, 1);
    } else {
      Sockets.set(fd, Linux.SOL_SOCKET, Linux.SO_REUSEADDR, 1);
    }
    if (Sockets.bind(fd, source) < 0) {
      throw closing(cannotBind(Native.errno()));
    }
  }

  private int connectFromPool(SourcePool pool) throws ConnectFailure {
    open();
    Sockets.set(fd, Linux.SOL_SOCKET, Linux.SO_REUSEADDR, 1);
    for (int attempt = 1; attempt <= pool.size(); attempt++) {
      port = pool.acquire();
      if (port < 0) {
        break;
      }
      if (attempt % BINDS_PER_TURN == 0) {
        loop.pause();
      }
      if (Sockets.bind(fd, new InetSocketAddress(pool.address(), port)) < 0) {
        int errno = Native.errno();
        giveBack(pool);
        if (errno != Linux.EADDRINUSE) {
          throw closing(cannotBind(errno));
        }
        continue;
      }
      int result = startFromPool(pool);
      if (result >= 0) {
        return result;
      }
    }
    throw closing(
        new ConnectFailure(
            Kind.NO_SOURCE_PORT, "no free port in " + pool + " towards " + describe(destination)));
  }

  /** Connects from the bound port; -1 when this destination does not take the port now. */
  private int startFromPool(SourcePool pool) throws ConnectFailure {
    if (Sockets.connect(fd, destination) == 0) {
      return 0;
    }
    int errno = Native.errno();
    if (errno == Linux.EINPROGRESS || errno == Linux.EINTR) {
      return Linux.EINPROGRESS;
    }
    giveBack(pool);
    if (errno != Linux.EADDRNOTAVAIL && errno != Linux.EADDRINUSE) {
      throw closing(failure(errno));
    }
    // A socket that was bound once cannot be bound to another port.
    Native.C.close(fd);
    open();
    Sockets.set(fd, Linux.SOL_SOCKET, Linux.SO_REUSEADDR, 1);
    return -1;
  }

  private void giveBack(SourcePool pool) {
    pool.release(port);
    port = -1;
  }

  private ConnectFailure cannotBind(int errno) {
    Kind kind = errno == Linux.EADDRINUSE ? Kind.NO_SOURCE_PORT : Kind.ERROR;
    return new ConnectFailure(
        kind, "cannot bind to source address before connect() (" + Native.text(errno) + ")");
  }

  private ConnectFailure closing(ConnectFailure failure) {
    Native.C.close(fd);
    return failure;
  }

  // ---- the handshake

  private int start() throws ConnectFailure {
    if (Sockets.connect(fd, destination) == 0) {
      return 0;
    }
    int errno = Native.errno();
    if (errno == Linux.EINPROGRESS || errno == Linux.EINTR) {
      return Linux.EINPROGRESS;
    }
    throw closing(failure(errno));
  }

  /** On this machine the peer has answered before {@code connect} returns: no need to wait. */
  private boolean isEstablished() {
    loop.small.bytes.putInt(128, SocketName.MAX);
    return Native.C.getpeername(fd, loop.small.address, loop.small.address + 128) == 0;
  }

  private void await(EpollConnection connection) throws ConnectFailure {
    ConnectRequest.Watch watch = request.watch();
    if (request.timeoutMillis() > 0) {
      connection.deadline(loop.now() + request.timeoutMillis() * 1_000_000L);
    }
    boolean settled;
    try {
      if (watch != null) {
        watch.connection().watchPeer(Thread.currentThread());
      }
      settled = connection.awaitConnected(watch);
    } catch (ConnectionException e) {
      connection.close();
      throw e.kind() == ConnectionException.Kind.TIMEOUT
          ? new ConnectFailure(Kind.TIMEOUT, Native.text(Linux.ETIMEDOUT))
          : new ConnectFailure(Kind.ERROR, e.getMessage());
    } finally {
      if (watch != null) {
        watch.connection().watchPeer(null);
      }
    }
    if (!settled) {
      connection.close();
      throw new ConnectFailure(Kind.PEER_GONE, "the watched peer has gone");
    }
    if (connection.peerClosed()) {
      int errno = Sockets.get(fd, Linux.SOL_SOCKET, Linux.SO_ERROR);
      if (errno > 0) {
        connection.close();
        throw failure(errno);
      }
    }
    connection.deadline(0);
  }

  private ConnectFailure failure(int errno) {
    Kind kind =
        switch (errno) {
          case Linux.ECONNREFUSED, Linux.ECONNRESET -> Kind.REFUSED;
          case Linux.ETIMEDOUT -> Kind.TIMEOUT;
          case Linux.ENETUNREACH, Linux.EHOSTUNREACH, Linux.ENETDOWN, Linux.EHOSTDOWN ->
              Kind.UNREACHABLE;
          case Linux.EADDRNOTAVAIL, Linux.EADDRINUSE -> Kind.NO_SOURCE_PORT;
          case Linux.EAGAIN -> family == Linux.AF_UNIX ? Kind.ERROR : Kind.NO_SOURCE_PORT;
          case Linux.EMFILE, Linux.ENFILE, Linux.ENOBUFS, Linux.ENOMEM -> Kind.NO_DESCRIPTOR;
          default -> Kind.ERROR;
        };
    return new ConnectFailure(kind, Native.text(errno));
  }

  private static String describe(SocketAddress address) {
    return address instanceof UnixAddress ? address.toString() : inet((InetSocketAddress) address);
  }

  private static String inet(InetSocketAddress address) {
    return AddressText.of(address.getAddress()) + ":" + address.getPort();
  }
}
