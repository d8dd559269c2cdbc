package io.haloom.net.jdk;

import io.haloom.net.AddressText;
import io.haloom.net.Connection;
import io.haloom.net.ListenOptions;
import io.haloom.net.ListenRequest;
import io.haloom.net.Listener;
import io.haloom.net.UnixAddress;
import io.haloom.net.UnixSocketFile;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** A blocking {@code ServerSocketChannel}; acceptors of several loops take turns. */
final class JdkListener implements Listener {
  private static final long CLOSE_SECONDS = 2;

  private final JdkTransport transport;

  /** Fair, so that the loops take turns; the channel's own lock lets one go on and on. */
  private final ReentrantLock turn = new ReentrantLock(true);

  private final ServerSocketChannel channel;
  private final SocketAddress address;
  private final List<String> warnings = new ArrayList<>();

  /** Binds and listens. */
  JdkListener(JdkTransport transport, ListenRequest request) throws IOException {
    this.transport = transport;
    refuseForeign(request);
    if (request.address() instanceof UnixAddress unix) {
      channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      bindUnix(unix, request);
      address = unix;
    } else {
      channel = ServerSocketChannel.open(family(request));
      bindInet((InetSocketAddress) request.address(), request);
      address = channel.getLocalAddress();
    }
  }

  private void refuseForeign(ListenRequest request) throws IOException {
    ListenOptions options = request.options();
    refuse(request.inheritedFd() >= 0, "fd@" + request.inheritedFd());
    refuse(options.device() != null, "interface");
    refuse(options.transparent(), "transparent");
    refuse(
        request.address() instanceof UnixAddress unix && unix.isAbstract(),
        String.valueOf(request.address()));
    warn(options.deferAccept(), "defer-accept");
    warn(options.fastOpen(), "tfo");
    warn(options.maxSegment() > 0, "mss");
    warn(options.userTimeoutMillis() > 0, "tcp-ut");
  }

  private static void refuse(boolean asked, String word) throws IOException {
    if (asked) {
      throw new IOException("'" + word + "' needs the epoll transport");
    }
  }

  private void warn(boolean asked, String word) {
    if (asked) {
      warnings.add("'" + word + "' needs the epoll transport");
    }
  }

  /** An IPv6 wildcard takes IPv4 too unless {@code v6only}, which the JDK says by the family. */
  private static ProtocolFamily family(ListenRequest request) {
    boolean six = ((InetSocketAddress) request.address()).getAddress() instanceof Inet6Address;
    return six ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET;
  }

  private void bindInet(InetSocketAddress wanted, ListenRequest request) throws IOException {
    try {
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      if (request.options().reusePort()
          && channel.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT)) {
        channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
      }
      channel.bind(wanted, request.backlog());
    } catch (IOException e) {
      channel.close();
      throw new IOException(
          "cannot bind socket (" + SystemMessage.of(e) + ") for " + AddressText.bracketed(wanted),
          e);
    }
    refuseV6Only(wanted, request.options());
  }

  private void refuseV6Only(InetSocketAddress wanted, ListenOptions options) throws IOException {
    if (options.v6Only() == ListenOptions.V6Only.ON && wanted.getAddress().isAnyLocalAddress()) {
      channel.close();
      throw new IOException("'v6only' needs the epoll transport");
    }
  }

  private void bindUnix(UnixAddress wanted, ListenRequest request) throws IOException {
    try {
      UnixSocketFile.place(
          wanted,
          request.options(),
          file -> {
            try {
              channel.bind(JdkAddress.toJdk(file), request.backlog());
            } catch (IOException e) {
              throw new IOException("cannot bind UNIX socket (" + SystemMessage.of(e) + ")", e);
            }
          });
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public SocketAddress localAddress() {
    return address;
  }

  @Override
  public String warning() {
    return warnings.isEmpty() ? null : String.join(", ", warnings);
  }

  @Override
  public Connection accept() throws IOException {
    for (; ; ) {
      SocketChannel accepted;
      turn.lock();
      try {
        accepted = channel.accept();
      } catch (ClosedChannelException e) {
        throw new IOException("the listener is closed", e);
      } catch (IOException e) {
        throw new AcceptFailure(SystemMessage.of(e));
      } finally {
        turn.unlock();
      }
      try {
        SocketAddress remote = JdkAddress.fromJdk(accepted.getRemoteAddress());
        return new JdkConnection(transport.loopOfCaller(), accepted, remote);
      } catch (IOException e) {
        // It was reset between the accept and now.
        accepted.close();
      }
    }
  }

  @Override
  public int descriptor() {
    return -1;
  }

  /** Nobody can connect any more when it returns. */
  @Override
  public void close() {
    transport.forget(this);
    try {
      channel.close();
    } catch (IOException e) {
      // The descriptor is gone either way.
    }
    awaitAccept();
  }

  /** The JDK, before 25 at least, closes the socket when the thread that accepts has left it. */
  private void awaitAccept() {
    try {
      if (turn.tryLock(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        turn.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
