package io.haloom.os.linux;

import io.haloom.net.AddressText;
import io.haloom.net.ListenOptions;
import io.haloom.net.ListenOptions.V6Only;
import io.haloom.net.ListenRequest;
import io.haloom.net.UnixAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;

/** Makes listening descriptors as a bind line asks, in HAProxy's words when it cannot be done. */
public final class ListenSocket {
  private final ListenOptions options;
  private final int backlog;
  private final List<String> warnings = new ArrayList<>();
  private final int fd;
  private final SocketAddress address;

  /** Binds and listens, or adopts the inherited descriptor. */
  public ListenSocket(ListenRequest request) throws IOException {
    options = request.options();
    backlog = request.backlog();
    if (request.inheritedFd() >= 0) {
      fd = request.inheritedFd();
      address = adopt();
    } else if (request.address() instanceof UnixAddress unix) {
      fd = UnixListenSocket.bind(unix, options);
      address = unix;
    } else {
      fd = bindInet(request.address());
      address = Sockets.localName(fd);
    }
    listen();
  }

  public int fd() {
    return fd;
  }

  public SocketAddress address() {
    return address;
  }

  /** The local address of every connection that will be accepted, or null when they may differ. */
  public SocketAddress addressOfAccepted() {
    boolean fixed =
        address instanceof InetSocketAddress inet
            && !inet.getAddress().isAnyLocalAddress()
            && Sockets.get(fd, Linux.SOL_IP, Linux.IP_TRANSPARENT) == 0;
    return fixed ? address : null;
  }

  /** What was refused without preventing the listening, or null. */
  public String warning() {
    return warnings.isEmpty() ? null : String.join(", ", warnings) + forAddress(address);
  }

  private static String forAddress(SocketAddress address) {
    return " for " + AddressText.bracketed(address);
  }

  private SocketAddress adopt() throws IOException {
    SocketAddress name = Sockets.localName(fd);
    if (name == null) {
      throw new IOException(
          "cannot use inherited descriptor " + fd + " (" + Native.text(Native.errno()) + ")");
    }
    int flags = Native.C.fcntl(fd, Linux.F_GETFL, 0);
    Native.C.fcntl(fd, Linux.F_SETFD, Linux.FD_CLOEXEC);
    if (flags < 0 || Native.C.fcntl(fd, Linux.F_SETFL, flags | Linux.O_NONBLOCK) < 0) {
      throw new IOException("cannot make socket non-blocking" + forAddress(name));
    }
    return name;
  }

  private int bindInet(SocketAddress wanted) throws IOException {
    int family = SocketName.family(wanted);
    int type = Linux.SOCK_STREAM | Linux.SOCK_NONBLOCK | Linux.SOCK_CLOEXEC;
    int socket = Native.C.socket(family, type, 0);
    if (socket < 0) {
      throw refusal("cannot create receiving socket", wanted);
    }
    Sockets.set(socket, Linux.SOL_SOCKET, Linux.SO_REUSEADDR, 1);
    if (options.reusePort()) {
      Sockets.set(socket, Linux.SOL_SOCKET, Linux.SO_REUSEPORT, 1);
    }
    if (options.transparent() && !Sockets.makeForeign(socket, family)) {
      warnings.add("cannot make receiving socket transparent");
    }
    String device = options.device();
    if (device != null && !Sockets.set(socket, Linux.SOL_SOCKET, Linux.SO_BINDTODEVICE, device)) {
      String cause = Native.text(Native.errno());
      warnings.add("cannot bind receiver to device '" + device + "' (" + cause + ")");
    }
    if (family == Linux.AF_INET6 && options.v6Only() != V6Only.SYSTEM) {
      int only = options.v6Only() == V6Only.ON ? 1 : 0;
      Sockets.set(socket, Linux.SOL_IPV6, Linux.IPV6_V6ONLY, only);
    }
    if (Sockets.bind(socket, wanted) < 0) {
      IOException refused = refusal("cannot bind socket", wanted);
      Native.C.close(socket);
      throw refused;
    }
    return socket;
  }

  private static IOException refusal(String words, SocketAddress wanted) {
    return new IOException(words + " (" + Native.text(Native.errno()) + ")" + forAddress(wanted));
  }

  private void listen() throws IOException {
    boolean unix = address instanceof UnixAddress;
    if (!unix) {
      setTcpOptions();
    }
    boolean listening = Sockets.get(fd, Linux.SOL_SOCKET, Linux.SO_ACCEPTCONN) == 1;
    if (!listening && Native.C.listen(fd, backlog) < 0) {
      String words = unix ? "cannot listen to UNIX socket" : "cannot listen to socket";
      Native.C.close(fd);
      throw new IOException(words + forAddress(address));
    }
  }

  /** {@code TCP_NODELAY} is set here too, for the accepted sockets inherit it. */
  private void setTcpOptions() {
    Sockets.set(fd, Linux.SOL_TCP, Linux.TCP_NODELAY, 1);
    int mss = options.maxSegment();
    if (mss > 0 && !tcp(Linux.TCP_MAXSEG, mss)) {
      warnings.add("cannot set MSS to " + mss);
    }
    if (!tcp(Linux.TCP_USER_TIMEOUT, options.userTimeoutMillis())
        && options.userTimeoutMillis() > 0) {
      warnings.add("cannot set TCP User Timeout");
    }
    if (!tcp(Linux.TCP_DEFER_ACCEPT, options.deferAccept() ? 1 : 0) && options.deferAccept()) {
      warnings.add("cannot enable DEFER_ACCEPT");
    }
    if (options.fastOpen() && !tcp(Linux.TCP_FASTOPEN, backlog)) {
      warnings.add("cannot enable TCP_FASTOPEN");
    }
  }

  private boolean tcp(int option, int value) {
    return Sockets.set(fd, Linux.SOL_TCP, option, value);
  }
}
