package io.haloom.net.tls;

import io.haloom.net.ConnectionException;
import io.haloom.net.TlsEngine;
import io.haloom.net.TlsEngine.Need;
import io.haloom.net.TlsException;
import java.nio.ByteBuffer;

/**
 * The bytes of one connection behind an engine. Nothing here waits: whoever reads and writes does,
 * as it would without an engine.
 *
 * <p>What was encrypted and not taken by the peer is kept here, and no more is encrypted until it
 * has gone. So a write has taken its bytes before they have been sent: it is over when {@link
 * #flush} says so. Used by one thread at a time.
 */
public final class TlsStream {
  private static final ByteBuffer NOTHING = ByteBuffer.allocateDirect(0);

  /** The connection as it is without the engine. */
  public interface Wire {

    /** Receives: the number of bytes, 0 for none now, -1 at the end. */
    int receive(ByteBuffer into) throws ConnectionException;

    /** Sends what the peer takes now. */
    void send(ByteBuffer from) throws ConnectionException;

    /** Sends a FIN. */
    void finish();

    /** Memory for bytes of the wire, direct and empty. */
    ByteBuffer take();

    /** Takes that memory back. */
    void give(ByteBuffer memory);

    /** Counts bytes that the peer has not taken, or (less than 0) now has. */
    void setAside(int bytes);

    /** Makes the exception that names this connection. */
    ConnectionException failure(String message);
  }

  private final TlsEngine engine;
  private final Wire wire;

  /** What was encrypted and not taken by the peer, or null. */
  private ByteBuffer unsent;

  /** The engine has bytes for the peer. */
  private boolean owes;

  private boolean ending;
  private boolean finished;

  public TlsStream(TlsEngine engine, Wire wire) {
    this.engine = engine;
    this.wire = wire;
  }

  // ---- the handshake

  /**
   * Goes on with the handshake.
   *
   * @return {@code NONE} when it is over, or else what the wire must be ready for before this is
   *     called again
   */
  public Need handshake() throws ConnectionException {
    owes = true;
    while (flush()) {
      Need need = encrypt(NOTHING);
      if (need == Need.NONE && unsent == null) {
        return Need.NONE;
      }
      if (need == Need.READ && unsent == null) {
        int n = fill(NOTHING);
        if (n <= 0) {
          return handshakeEnds(n);
        }
      }
    }
    return Need.WRITE;
  }

  private Need handshakeEnds(int received) throws ConnectionException {
    if (received < 0) {
      throw wire.failure(engine.isBegun() ? TlsException.HANDSHAKE : TlsException.CLOSED);
    }
    return Need.READ;
  }

  // ---- reading

  /** Reads: the number of plain bytes, 0 for none now, -1 at the end. */
  public int read(ByteBuffer plain) throws ConnectionException {
    int start = plain.position();
    if (engine.pending() > 0) {
      decrypt(NOTHING, plain);
    } else if (!engine.isEnded()) {
      int n = fill(plain);
      if (n <= 0) {
        return n;
      }
    }
    int n = plain.position() - start;
    return n == 0 && engine.isEnded() ? -1 : n;
  }

  /**
   * Whether a read would bring something: bytes, or the end. What has come is received for that,
   * and stays in the engine.
   */
  public boolean isReadable() throws ConnectionException {
    int n = 1;
    while (n > 0 && !hasPlain()) {
      n = fill(NOTHING);
    }
    return n != 0;
  }

  /** Whether a read would bring something though nothing more came on the wire. */
  public boolean hasPlain() {
    return engine.pending() > 0 || engine.isEnded();
  }

  private int fill(ByteBuffer plain) throws ConnectionException {
    ByteBuffer in = wire.take();
    try {
      int n = wire.receive(in);
      if (n > 0) {
        decrypt(in.flip(), plain);
      }
      return n;
    } finally {
      wire.give(in);
    }
  }

  private void decrypt(ByteBuffer in, ByteBuffer plain) throws ConnectionException {
    try {
      owes |= engine.decrypt(in, plain) == Need.WRITE;
    } catch (TlsException e) {
      owes = true;
      answer();
      throw wire.failure(e.getMessage());
    }
    if (owes) {
      answer();
    }
  }

  /**
   * Sends what the engine has to say to what it read. Whether the peer takes it, writes will tell.
   */
  private void answer() {
    try {
      flush();
    } catch (ConnectionException e) {
      discard();
    }
  }

  // ---- writing

  /** Takes plain bytes as long as the peer takes what becomes of them; returns how many. */
  public int write(ByteBuffer plain) throws ConnectionException {
    int start = plain.position();
    while (flush() && plain.hasRemaining()) {
      if (encrypt(plain) == Need.READ) {
        throw new IllegalStateException("written to before the handshake is over");
      }
    }
    return plain.position() - start;
  }

  /** Whether something is encrypted and not taken by the peer. */
  public boolean hasUnsent() {
    return unsent != null;
  }

  /** Sends what waits for the peer; true when it has taken all. */
  public boolean flush() throws ConnectionException {
    if (unsent != null) {
      int before = unsent.remaining();
      wire.send(unsent);
      wire.setAside(unsent.remaining() - before);
      unsent = unsent.hasRemaining() ? unsent : null;
    }
    while (owes && unsent == null && !finished) {
      encrypt(NOTHING);
    }
    if (ending && !finished && unsent == null) {
      finished = true;
      wire.finish();
    }
    return unsent == null;
  }

  private Need encrypt(ByteBuffer plain) throws ConnectionException {
    ByteBuffer out = wire.take();
    try {
      Need need = engine.encrypt(plain, out);
      owes = need == Need.WRITE;
      out.flip();
      if (out.hasRemaining()) {
        wire.send(out);
        keep(out);
      }
      return need;
    } catch (TlsException e) {
      throw wire.failure(e.getMessage());
    } finally {
      wire.give(out);
    }
  }

  private void keep(ByteBuffer rest) {
    if (rest.hasRemaining()) {
      unsent = ByteBuffer.allocate(rest.remaining()).put(rest).flip();
      wire.setAside(unsent.remaining());
    }
  }

  // ---- ending

  /** Says that nothing more comes, and sends a FIN when the peer has taken all before it. */
  public void end() {
    if (ending) {
      return;
    }
    ending = true;
    engine.end();
    owes = true;
    try {
      flush();
    } catch (ConnectionException e) {
      discard();
    }
  }

  /** Forgets what waits for the peer, which is gone. */
  public void discard() {
    if (unsent != null) {
      wire.setAside(-unsent.remaining());
      unsent = null;
    }
    owes = false;
  }

  /** The connection is closed. */
  public void close() {
    discard();
    engine.close();
  }
}
