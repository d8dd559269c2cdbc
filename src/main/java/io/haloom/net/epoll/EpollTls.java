package io.haloom.net.epoll;

import io.haloom.net.ConnectionException;
import io.haloom.net.ConnectionException.Kind;
import io.haloom.net.TlsEngine;
import io.haloom.net.TlsFacts;
import io.haloom.net.tls.TlsStream;
import io.haloom.os.linux.Linux;
import io.haloom.os.linux.Native;
import io.haloom.os.linux.NativeBuffer;
import java.nio.ByteBuffer;

/**
 * A stream behind an engine: plain bytes are in the loop's scratch memory as they would be without
 * one, those of the wire in memory that the loop has beside it.
 *
 * <p>The hints stay what their users rely on. READABLE is up while the engine has plain bytes, for
 * which no edge would come. What the peer did not take is sent by the loop with the next edge, so
 * that neither a FIN nor an answer of the engine needs a thread that waits.
 */
final class EpollTls implements TlsStream.Wire {
  private final EpollStream stream;
  private final TlsEngine engine;
  private final TlsStream tls;

  EpollTls(EpollStream stream, TlsEngine engine) {
    this.stream = stream;
    this.engine = engine;
    tls = new TlsStream(engine, this);
  }

  /** The same engine for the stream that goes on with the socket; nothing is unsent. */
  EpollTls moveTo(EpollStream moved) {
    return new EpollTls(moved, engine);
  }

  TlsFacts facts() {
    return engine.facts();
  }

  // ---- plain

  TlsEngine.Need handshake() throws ConnectionException {
    TlsEngine.Need need = tls.handshake();
    noteUnsent();
    notePlain();
    return need;
  }

  /** As {@link EpollStream#receive}. */
  int receive(int most) throws ConnectionException {
    ByteBuffer plain = stream.loop.scratch.bytes;
    int n;
    try {
      n = tls.read(plain.limit(most));
    } finally {
      plain.clear();
    }
    if (n < 0) {
      stream.peerGone();
    }
    noteUnsent();
    notePlain();
    return n;
  }

  /** Whether a read would bring something; what has come goes into the engine for that. */
  boolean isReadable() throws ConnectionException {
    boolean readable = tls.isReadable();
    noteUnsent();
    notePlain();
    return readable;
  }

  /** As {@link EpollStream#send}, but what was taken may be unsent yet. */
  int send(int offset, int length) throws ConnectionException {
    ByteBuffer plain = stream.loop.scratch.bytes;
    int n;
    try {
      n = tls.write(plain.limit(offset + length).position(offset));
    } finally {
      plain.clear();
    }
    noteUnsent();
    return n;
  }

  void flush() throws ConnectionException {
    tls.flush();
    noteUnsent();
  }

  void end() {
    tls.end();
    try {
      noteUnsent();
    } catch (ConnectionException e) {
      // Without epoll's help the peer sees the end when the connection is closed.
    }
  }

  void discard() {
    tls.discard();
    stream.state &= ~EpollChannel.UNSENT;
  }

  void close() {
    tls.close();
  }

  private void notePlain() {
    if (tls.hasPlain()) {
      stream.state |= EpollChannel.READABLE;
    }
    if (engine.isEnded() && (stream.state & EpollChannel.PEER_CLOSED) == 0) {
      stream.peerGone();
    }
  }

  private void noteUnsent() throws ConnectionException {
    if (!tls.hasUnsent()) {
      stream.state &= ~EpollChannel.UNSENT;
    } else if ((stream.state & EpollChannel.UNSENT) == 0) {
      stream.state |= EpollChannel.UNSENT;
      stream.watchOutput();
    }
  }

  // ---- the wire

  @Override
  public int receive(ByteBuffer into) throws ConnectionException {
    int n = stream.receiveRaw(stream.loop.wire().address, into.remaining());
    if (n > 0) {
      into.position(n);
    }
    return n;
  }

  /** From the memory for the wire, where what comes from elsewhere is brought. */
  @Override
  public void send(ByteBuffer from) throws ConnectionException {
    NativeBuffer wire = stream.loop.wire();
    int length = Math.min(from.remaining(), wire.capacity());
    int offset = from == wire.bytes ? from.position() : 0;
    if (from != wire.bytes) {
      wire.bytes.clear().put(0, from, from.position(), length);
    }
    from.position(from.position() + stream.sendRaw(wire.address + offset, length));
  }

  @Override
  public void finish() {
    Native.C.shutdown(stream.fd, Linux.SHUT_WR);
  }

  @Override
  public ByteBuffer take() {
    return stream.loop.wire().bytes.clear();
  }

  @Override
  public void give(ByteBuffer memory) {
    // It is the loop's.
  }

  @Override
  public void setAside(int bytes) {
    stream.loop.setAside(bytes);
  }

  @Override
  public ConnectionException failure(String message) {
    return stream.failure(Kind.ERROR, message);
  }
}
