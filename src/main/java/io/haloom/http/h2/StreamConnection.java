package io.haloom.http.h2;

import io.haloom.net.ConnectRequest;
import io.haloom.net.Connection;
import io.haloom.net.ConnectionException;
import io.haloom.net.TlsEngine;
import io.haloom.net.TlsFacts;
import io.haloom.net.Transfer;
import java.net.SocketAddress;
import java.nio.ByteBuffer;

/**
 * A stream to who knows nothing of HTTP/2: a connection that carries the payload of DATA frames.
 * What a stream has in common with others of its connection, the connection tells.
 */
final class StreamConnection implements Connection {
  private static final int TRANSFERRED = 16 * 1024;

  private final H2Stream stream;
  private final Connection base;

  StreamConnection(H2Stream stream, Connection base) {
    this.stream = stream;
    this.base = base;
  }

  @Override
  public int read(ByteBuffer into) throws ConnectionException {
    stream.awaitInput(1);
    return stream.take(into);
  }

  @Override
  public int readAvailable(ByteBuffer into) throws ConnectionException {
    return stream.take(into);
  }

  @Override
  public void awaitReadable() throws ConnectionException {
    stream.awaitInput(1);
  }

  @Override
  public void write(ByteBuffer from) throws ConnectionException {
    stream.output().send(from);
    stream.flush();
  }

  @Override
  public void write(ByteBuffer[] from) throws ConnectionException {
    for (ByteBuffer one : from) {
      stream.output().send(one);
    }
    stream.flush();
  }

  @Override
  public void transferTo(Connection to, Transfer transfer) throws ConnectionException {
    long left = transfer.limit();
    ByteBuffer buffer = ByteBuffer.allocate(TRANSFERRED);
    while (left > 0) {
      int count = read(buffer.clear().limit((int) Math.min(left, TRANSFERRED)));
      if (count < 0) {
        return;
      }
      to.write(buffer.flip());
      transfer.moved(count);
      left -= count;
    }
  }

  @Override
  public void shutdownOutput() {
    try {
      stream.output().end();
      stream.flush();
    } catch (ConnectionException e) {
      // It has ended in another way.
      return;
    }
  }

  /** Nobody uses it any more. One that has not ended on both sides is reset. */
  @Override
  public void close() {
    stream.end(stream.output().isEnded() ? ErrorCode.NO_ERROR : ErrorCode.CANCEL);
  }

  @Override
  public void reset() {
    stream.end(ErrorCode.CANCEL);
  }

  @Override
  public void drop() {
    base.drop();
    stream.abortConnection();
  }

  @Override
  public void abort() {
    stream.abort();
  }

  @Override
  public boolean aborted() {
    return stream.isAborted();
  }

  @Override
  public boolean peerClosed() {
    return stream.isPeerGone();
  }

  @Override
  public void watchPeer(Thread waiter) {
    stream.watch(waiter);
  }

  @Override
  public boolean abortWithPeer(Connection other) {
    stream.abortWithPeer(other);
    return true;
  }

  @Override
  public void timeout(int millis) {
    stream.timeout(millis);
  }

  @Override
  public void deadline(long nanoTime) {
    stream.deadline(nanoTime);
  }

  // --- what it has in common with its connection's other streams -------------------------------

  @Override
  public boolean secure(TlsEngine engine, ConnectRequest.Watch watch) {
    throw new UnsupportedOperationException("TLS inside a stream");
  }

  @Override
  public TlsFacts tls() {
    return base.tls();
  }

  @Override
  public void noDelay(boolean on) {}

  @Override
  public void keepAlive(int idleSeconds, int intervalSeconds, int count) {}

  @Override
  public void bufferSizes(int receive, int send) {}

  @Override
  public boolean mark(int mark) {
    return base.mark(mark);
  }

  @Override
  public boolean trafficClass(int tos) {
    return base.trafficClass(tos);
  }

  @Override
  public SocketAddress localAddress() {
    return base.localAddress();
  }

  @Override
  public SocketAddress remoteAddress() {
    return base.remoteAddress();
  }

  @Override
  public int glitches() {
    return stream.glitches();
  }

  @Override
  public long now() {
    return base.now();
  }

  @Override
  public int loop() {
    return base.loop();
  }

  @Override
  public int descriptor() {
    return base.descriptor();
  }
}
