package io.haloom.net.jdk;

import io.haloom.net.Connection;
import io.haloom.net.ConnectionException;
import io.haloom.net.ConnectionException.Kind;
import io.haloom.net.SourcePool;
import io.haloom.net.Transfer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicBoolean;
import jdk.net.ExtendedSocketOptions;

/** A connection over a {@code SocketChannel}. */
final class JdkConnection extends JdkChannel implements Connection {
  private final SocketAddress local;
  private final SocketAddress remote;
  private final AtomicBoolean closed = new AtomicBoolean();
  private SourcePool ports;
  private int port;

  /** A channel that is connected, or about to be. */
  JdkConnection(SelectorLoop loop, SocketChannel channel, SocketAddress remote) throws IOException {
    super(loop, channel);
    this.remote = remote;
    local = channel.isConnected() ? JdkAddress.fromJdk(channel.getLocalAddress()) : null;
    noDelay(true);
  }

  /** Makes this connection give the port back when it is closed. */
  void lease(SourcePool pool, int leased) {
    ports = pool;
    port = leased;
  }

  // ---- reading and writing

  @Override
  public int read(ByteBuffer into) throws ConnectionException {
    if (!into.hasRemaining()) {
      return 0;
    }
    for (; ; ) {
      int n = receive(into);
      if (n != 0) {
        return n;
      }
      awaitReadable();
    }
  }

  @Override
  public int readAvailable(ByteBuffer into) throws ConnectionException {
    return into.hasRemaining() ? receive(into) : 0;
  }

  @Override
  public void write(ByteBuffer from) throws ConnectionException {
    write(new ByteBuffer[] {from});
  }

  @Override
  public void write(ByteBuffer[] from) throws ConnectionException {
    for (int first = 0; first < from.length; ) {
      if (!from[first].hasRemaining()) {
        first++;
      } else if (send(from, first) == 0) {
        await(SelectionKey.OP_WRITE, null);
      }
    }
    awaitSent();
  }

  @Override
  public void transferTo(Connection to, Transfer transfer) throws ConnectionException {
    long left = transfer.limit();
    while (left > 0) {
      awaitReadable();
      ByteBuffer buffer = JdkBuffers.take();
      try {
        int n = 0;
        while (left > 0 && (n = receive(limited(buffer, left))) > 0) {
          left -= n;
          buffer.flip();
          to.write(buffer);
          transfer.moved(n);
        }
        if (n < 0) {
          return;
        }
      } finally {
        JdkBuffers.give(buffer);
      }
    }
  }

  private static ByteBuffer limited(ByteBuffer buffer, long most) {
    buffer.clear();
    return buffer.limit((int) Math.min(most, buffer.capacity()));
  }

  // ---- ending

  @Override
  public void shutdownOutput() {
    if (tls != null) {
      tls.end();
      return;
    }
    try {
      channel.shutdownOutput();
    } catch (IOException e) {
      // Closed or reset: there is nothing left to end.
    }
  }

  @Override
  public void close() {
    if (tls != null && !closed.get() && channel.isOpen()) {
      tls.end();
    }
    closeNow();
  }

  private void closeNow() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    if (tls != null) {
      tls.close();
    }
    try {
      channel.close();
    } catch (IOException e) {
      // The descriptor is gone either way.
    }
    wakeAll();
    // The system closes the socket when the selector has let go of it.
    loop.execute(this::releasePort);
  }

  private void releasePort() {
    if (ports != null) {
      ports.release(port);
    }
  }

  @Override
  public void reset() {
    set(StandardSocketOptions.SO_LINGER, 0);
    closeNow();
  }

  @Override
  public void abort() {
    aborted = true;
    wakeAll();
  }

  // ---- settings

  @Override
  public void timeout(int millis) {
    limit(millis);
  }

  @Override
  public void deadline(long nanoTime) {
    limit(nanoTime);
  }

  @Override
  public boolean peerClosed() {
    return peerClosed;
  }

  @Override
  public void watchPeer(Thread waiter) {
    watch(waiter);
  }

  @Override
  public boolean aborted() {
    return aborted;
  }

  @Override
  public void noDelay(boolean on) {
    set(StandardSocketOptions.TCP_NODELAY, on);
  }

  @Override
  public void keepAlive(int idleSeconds, int intervalSeconds, int count) {
    set(StandardSocketOptions.SO_KEEPALIVE, true);
    setPositive(ExtendedSocketOptions.TCP_KEEPIDLE, idleSeconds);
    setPositive(ExtendedSocketOptions.TCP_KEEPINTERVAL, intervalSeconds);
    setPositive(ExtendedSocketOptions.TCP_KEEPCOUNT, count);
  }

  @Override
  public void bufferSizes(int receive, int send) {
    setPositive(StandardSocketOptions.SO_RCVBUF, receive);
    setPositive(StandardSocketOptions.SO_SNDBUF, send);
  }

  private void setPositive(SocketOption<Integer> option, int value) {
    if (value > 0) {
      set(option, value);
    }
  }

  /** Always false: the JDK has no {@code SO_MARK}. */
  @Override
  public boolean mark(int mark) {
    return false;
  }

  @Override
  public boolean trafficClass(int tos) {
    return set(StandardSocketOptions.IP_TOS, tos);
  }

  private <T> boolean set(SocketOption<T> option, T value) {
    try {
      if (channel.supportedOptions().contains(option)) {
        channel.setOption(option, value);
        return true;
      }
      return false;
    } catch (IOException e) {
      return false;
    }
  }

  // ---- facts

  @Override
  public SocketAddress localAddress() {
    if (local == null) {
      try {
        return JdkAddress.fromJdk(channel.getLocalAddress());
      } catch (IOException e) {
        return new InetSocketAddress(0);
      }
    }
    return local;
  }

  @Override
  public SocketAddress remoteAddress() {
    return remote;
  }

  @Override
  public int loop() {
    return loop.index;
  }

  @Override
  public int descriptor() {
    return -1;
  }

  @Override
  ConnectionException failure(Kind kind, String message) {
    return new ConnectionException(this, kind, message);
  }

  @Override
  public String toString() {
    return "connection to " + remote;
  }
}
