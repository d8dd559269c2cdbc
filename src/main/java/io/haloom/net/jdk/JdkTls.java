package io.haloom.net.jdk;

import io.haloom.net.ConnectionException;
import io.haloom.net.ConnectionException.Kind;
import io.haloom.net.TlsEngine;
import io.haloom.net.TlsFacts;
import io.haloom.net.tls.TlsStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A channel behind an engine, which who reads, who writes and the selector's thread share by a
 * lock. Who reads took the channel's lock for reading before this one.
 */
final class JdkTls implements TlsStream.Wire {
  private final JdkChannel channel;
  private final TlsEngine engine;
  private final TlsStream tls;
  private final ReentrantLock use = new ReentrantLock();
  private boolean closed;

  JdkTls(JdkChannel channel, TlsEngine engine) {
    this.channel = channel;
    this.engine = engine;
    tls = new TlsStream(engine, this);
  }

  TlsFacts facts() {
    return engine.facts();
  }

  // ---- plain

  private void begin() throws ConnectionException {
    use.lock();
    if (closed) {
      use.unlock();
      channel.checkUsable();
      throw channel.failure(Kind.CLOSED, "closed");
    }
  }

  private void done() {
    boolean unsent = tls.hasUnsent();
    use.unlock();
    if (unsent) {
      channel.watchOutput();
    }
  }

  TlsEngine.Need handshake() throws ConnectionException {
    begin();
    try {
      return tls.handshake();
    } finally {
      done();
    }
  }

  /** As {@link JdkChannel#receive}. */
  int read(ByteBuffer into) throws ConnectionException {
    begin();
    ByteBuffer plain = JdkBuffers.take();
    try {
      plain.clear().limit(Math.min(plain.capacity(), into.remaining()));
      int n = tls.read(plain);
      into.put(plain.flip());
      noteEnd();
      return n;
    } finally {
      JdkBuffers.give(plain);
      done();
    }
  }

  boolean isReadable() throws ConnectionException {
    begin();
    try {
      boolean readable = tls.isReadable();
      noteEnd();
      return readable;
    } finally {
      done();
    }
  }

  /** The peer's word that nothing more comes is as good as a FIN. */
  private void noteEnd() {
    if (engine.isEnded() && !channel.peerClosed) {
      channel.peerGone();
    }
  }

  /** As {@link JdkChannel#send}, but what was taken may be unsent yet. */
  long write(ByteBuffer[] from, int first) throws ConnectionException {
    begin();
    ByteBuffer plain = JdkBuffers.take();
    try {
      long written = 0;
      for (int i = first; i < from.length; i++) {
        while (from[i].hasRemaining()) {
          int length = Math.min(plain.capacity(), from[i].remaining());
          plain.clear().put(0, from[i], from[i].position(), length).limit(length);
          int n = tls.write(plain);
          from[i].position(from[i].position() + n);
          written += n;
          if (n < length) {
            return written;
          }
        }
      }
      return written;
    } finally {
      JdkBuffers.give(plain);
      done();
    }
  }

  /** Sends what waits for the peer; true when it has taken all. */
  boolean flush() throws ConnectionException {
    begin();
    try {
      return tls.flush();
    } finally {
      done();
    }
  }

  /** The peer takes more; on the selector's thread. */
  void sendUnsent() {
    use.lock();
    try {
      if (!closed && tls.hasUnsent()) {
        tls.flush();
      }
    } catch (ConnectionException e) {
      // The next write fails, too.
      tls.discard();
    } finally {
      done();
    }
  }

  void end() {
    use.lock();
    try {
      if (!closed) {
        tls.end();
      }
    } finally {
      done();
    }
  }

  void close() {
    use.lock();
    try {
      if (!closed) {
        closed = true;
        tls.close();
      }
    } finally {
      use.unlock();
    }
  }

  // ---- the wire

  @Override
  public int receive(ByteBuffer into) throws ConnectionException {
    return channel.receiveRaw(into);
  }

  @Override
  public void send(ByteBuffer from) throws ConnectionException {
    channel.sendRaw(new ByteBuffer[] {from}, 0);
  }

  @Override
  public void finish() {
    try {
      channel.channel.shutdownOutput();
    } catch (IOException e) {
      // Closed or reset: there is nothing left to end.
    }
  }

  @Override
  public ByteBuffer take() {
    return JdkBuffers.take().clear();
  }

  @Override
  public void give(ByteBuffer memory) {
    JdkBuffers.give(memory);
  }

  @Override
  public void setAside(int bytes) {
    // Nobody counts them here.
  }

  @Override
  public ConnectionException failure(String message) {
    return channel.failure(Kind.ERROR, message);
  }
}
