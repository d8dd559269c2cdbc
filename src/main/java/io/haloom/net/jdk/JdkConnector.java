package io.haloom.net.jdk;

import io.haloom.net.AddressText;
import io.haloom.net.ConnectFailure;
import io.haloom.net.ConnectFailure.Kind;
import io.haloom.net.ConnectOptions;
import io.haloom.net.ConnectRequest;
import io.haloom.net.ConnectionException;
import io.haloom.net.SourcePool;
import io.haloom.net.UnixAddress;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** One attempt to connect. */
final class JdkConnector {
  private final SelectorLoop loop;
  private final ConnectRequest request;
  private final SocketAddress destination;
  private int port = -1;

  JdkConnector(SelectorLoop loop, ConnectRequest request) {
    this.loop = loop;
    this.request = request;
    destination = request.destination();
  }

  JdkConnection connect() throws ConnectFailure {
    refuseForeign();
    SourcePool pool = request.ports();
    if (pool == null) {
      return attempt(request.source());
    }
    for (int i = 0; i < pool.size(); i++) {
      port = pool.acquire();
      if (port < 0) {
        break;
      }
      try {
        return attempt(new InetSocketAddress(pool.address(), port));
      } catch (ConnectFailure e) {
        if (port >= 0) {
          pool.release(port);
        }
        if (e.kind() != Kind.NO_SOURCE_PORT) {
          throw e;
        }
      }
    }
    throw new ConnectFailure(
        Kind.NO_SOURCE_PORT,
        "no free port in " + pool + " towards " + AddressText.bracketed(destination));
  }

  private void refuseForeign() throws ConnectFailure {
    ConnectOptions options = request.options() != null ? request.options() : ConnectOptions.DEFAULT;
    refuse(options.device() != null, "interface");
    refuse(options.transparent(), "usesrc");
    refuse(options.mark() != 0, "mark");
    refuse(options.fastOpen(), "tfo");
    refuse(options.userTimeoutMillis() > 0, "tcp-ut");
    refuse(options.maxSegment() > 0, "mss");
    refuse(
        destination instanceof UnixAddress unix && unix.isAbstract(), String.valueOf(destination));
  }

  private static void refuse(boolean asked, String word) throws ConnectFailure {
    if (asked) {
      throw new ConnectFailure(Kind.ERROR, "'" + word + "' needs the epoll transport");
    }
  }

  private JdkConnection attempt(InetSocketAddress source) throws ConnectFailure {
    SocketChannel channel = null;
    try {
      boolean unix = destination instanceof UnixAddress;
      channel = unix ? SocketChannel.open(StandardProtocolFamily.UNIX) : SocketChannel.open();
      if (source != null && !unix) {
        channel.setOption(StandardSocketOptions.SO_REUSEADDR, source.getPort() != 0);
        channel.bind(source);
      }
      JdkConnection connection = new JdkConnection(loop, channel, destination);
      if (!channel.connect(JdkAddress.toJdk(destination))) {
        await(connection);
      }
      if (port >= 0) {
        connection.lease(request.ports(), port);
      }
      return connection;
    } catch (ConnectFailure e) {
      close(channel);
      throw e;
    } catch (IOException e) {
      close(channel);
      throw failure(e);
    }
  }

  private void await(JdkConnection connection) throws IOException {
    ConnectRequest.Watch watch = request.watch();
    if (request.timeoutMillis() > 0) {
      connection.deadline(System.nanoTime() + request.timeoutMillis() * 1_000_000L);
    }
    boolean settled;
    try {
      if (watch != null) {
        watch.connection().watchPeer(Thread.currentThread());
      }
      settled = connection.await(SelectionKey.OP_CONNECT, watch);
    } catch (ConnectionException e) {
      throw e.kind() == ConnectionException.Kind.TIMEOUT
          ? new ConnectFailure(Kind.TIMEOUT, "Connection timed out")
          : new ConnectFailure(Kind.ERROR, e.getMessage());
    } finally {
      if (watch != null) {
        watch.connection().watchPeer(null);
      }
    }
    if (!settled) {
      throw new ConnectFailure(Kind.PEER_GONE, "the watched peer has gone");
    }
    connection.channel.finishConnect();
    connection.deadline(0);
  }

  private void close(SocketChannel channel) {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        // The descriptor is gone either way.
      }
      loop.selector.wakeup();
    }
  }

  private static ConnectFailure failure(IOException e) {
    String text = SystemMessage.of(e);
    Kind kind = Kind.ERROR;
    if (e instanceof BindException || text.contains("requested address")) {
      kind = Kind.NO_SOURCE_PORT;
    } else if (text.contains("refused") || text.contains("reset")) {
      kind = Kind.REFUSED;
    } else if (text.contains("timed out")) {
      kind = Kind.TIMEOUT;
    } else if (e instanceof NoRouteToHostException || text.contains("unreachable")) {
      kind = Kind.UNREACHABLE;
    } else if (text.contains("open files")) {
      kind = Kind.NO_DESCRIPTOR;
    }
    return new ConnectFailure(kind, text);
  }
}
