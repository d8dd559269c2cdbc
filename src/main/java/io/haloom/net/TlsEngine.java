package io.haloom.net;

import java.nio.ByteBuffer;

/**
 * What stands between the plain bytes of a connection and those on the wire. It turns bytes into
 * bytes and does no I/O, so that any transport can carry it. One thread uses it at a time; its
 * buffers are direct, and none is kept.
 */
public interface TlsEngine extends AutoCloseable {

  /** What must happen next. */
  enum Need {
    /** Nothing: the handshake is over, and no bytes wait for the peer. */
    NONE,
    /** The handshake waits for bytes of the peer. */
    READ,
    /** Bytes wait for the peer, to be taken by {@link #encrypt}. */
    WRITE
  }

  /**
   * Takes all bytes of {@code in}, which the peer sent, and puts plain ones into {@code out}, as
   * many as it holds. With no room in {@code out} it finds out what is {@link #pending}.
   *
   * @throws TlsException where the peer's bytes are none of this protocol; an alert may then wait
   *     for the peer
   */
  Need decrypt(ByteBuffer in, ByteBuffer out) throws TlsException;

  /**
   * Puts what waits for the peer into {@code out}, and then, once the handshake is over, what it
   * makes of the plain bytes of {@code in}: as many as it has room for.
   */
  Need encrypt(ByteBuffer in, ByteBuffer out) throws TlsException;

  /** How many plain bytes have come and were not taken. */
  int pending();

  /** Whether the peer has said that it sends no more ({@code close_notify}). */
  boolean isEnded();

  /** Whether the handshake has begun: a message of it was sent, or has begun to come. */
  boolean isBegun();

  /** Has the peer told that nothing more comes, by the bytes that wait for it then. */
  void end();

  /** What the two ends agreed on. */
  TlsFacts facts();

  /** Has that run once, behind {@link #close}. */
  void whenClosed(Runnable then);

  /** Gives its memory back. */
  @Override
  void close();
}
