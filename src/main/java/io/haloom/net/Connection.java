package io.haloom.net;

import java.io.Closeable;
import java.net.SocketAddress;
import java.nio.ByteBuffer;

/**
 * One established stream socket, used by at most one reading and one writing virtual thread at a
 * time. Every blocking call parks the virtual thread, never the loop.
 *
 * <p>Two clocks bound a blocking call: {@link #timeout(int)} is inactivity (restarted by every byte
 * read or written on this connection, as HAProxy's {@code timeout client} and {@code timeout
 * server}), {@link #deadline(long)} is a fixed instant that activity does not move. Either one ends
 * the call with {@link ConnectionException.Kind#TIMEOUT}; the connection stays usable.
 */
public interface Connection extends Closeable {

  /**
   * Reads at least one byte.
   *
   * @return the number of bytes read, or -1 at the end of the stream
   */
  int read(ByteBuffer into) throws ConnectionException;

  /**
   * Reads what is there without waiting.
   *
   * @return the number of bytes read, 0 when there is nothing now, or -1 at the end of the stream
   */
  int readAvailable(ByteBuffer into) throws ConnectionException;

  /** Writes all remaining bytes. */
  void write(ByteBuffer from) throws ConnectionException;

  /** Writes all remaining bytes of all buffers, gathered into as few system calls as possible. */
  void write(ByteBuffer[] from) throws ConnectionException;

  /** Waits until a read would not block (data, end of stream or error), holding no buffer. */
  void awaitReadable() throws ConnectionException;

  /**
   * Copies from this connection to another until the end of this one's stream, or until as many
   * bytes have been moved as {@link Transfer#limit} allows, then returns; the caller decides
   * whether to shut the other's output down. No buffer is held while waiting.
   *
   * @throws ConnectionException whose {@link ConnectionException#connection()} says which of the
   *     two failed
   */
  void transferTo(Connection to, Transfer transfer) throws ConnectionException;

  /**
   * Has all bytes from now on go through an engine, which is closed with the connection, and waits
   * until its handshake is over.
   *
   * @throws ConnectionException of kind {@code ERROR} where the handshake is refused
   */
  default void secure(TlsEngine engine) throws ConnectionException {
    secure(engine, null);
  }

  /**
   * The same for as long as it is wanted.
   *
   * @param watch is asked when this thread is unparked, as by a watch of its connection's peer; or
   *     null
   * @return false where it is not wanted any more, and the connection is of no use
   */
  boolean secure(TlsEngine engine, ConnectRequest.Watch watch) throws ConnectionException;

  /** What the handshake of {@link #secure} agreed on, or null where there was none. */
  default TlsFacts tls() {
    return null;
  }

  /** Sends a FIN after what was written. Harmless when already done or reset. */
  void shutdownOutput();

  /** Closes without error; harmless when repeated. Wakes whoever is parked on this connection. */
  @Override
  void close();

  /** Closes with an RST ({@code SO_LINGER} 0). */
  void reset();

  /**
   * Closes without telling the peer: no FIN, no RST reaches it ({@code silent-drop}). Where the
   * system does not allow that, closes with an RST.
   */
  default void drop() {
    reset();
  }

  /**
   * Callable from any thread: whoever is or will be blocked on this connection gets a {@link
   * ConnectionException.Kind#ABORTED}. The owner still closes it.
   */
  void abort();

  /** Inactivity limit in milliseconds for the calls that follow; 0 is none. */
  void timeout(int millis);

  /** Latest {@link System#nanoTime()} for the calls that follow; 0 is none. */
  void deadline(long nanoTime);

  /** True once a FIN or RST of the peer was seen, though data sent before may still be unread. */
  boolean peerClosed();

  /**
   * While set, {@code waiter} is unparked as soon as {@link #peerClosed()} turns true or {@link
   * #abort()} is called, whatever it is parked on. Null ends the watch. Data that arrives meanwhile
   * is kept for the next read.
   */
  void watchPeer(Thread waiter);

  /**
   * Has another connection aborted as soon as the peer of this one is gone, until it is told of
   * null.
   *
   * @return false where that cannot be: who wants it has to watch the peer
   */
  default boolean abortWithPeer(Connection other) {
    return false;
  }

  /** True after {@link #abort()}. */
  boolean aborted();

  /** Sets {@code TCP_NODELAY}. Made true by both transports at the start. */
  void noDelay(boolean on);

  /** Sets {@code SO_KEEPALIVE} with the given idle and interval seconds and count; 0 leaves one. */
  void keepAlive(int idleSeconds, int intervalSeconds, int count);

  /**
   * Sets {@code TCP_QUICKACK}: off lets the next ACK ride on the data that answers. A hint, which
   * only Linux knows.
   */
  default void quickAck(boolean on) {}

  /** Sets {@code SO_RCVBUF} and {@code SO_SNDBUF}, bytes; 0 leaves one as it is. */
  void bufferSizes(int receive, int send);

  /** Sets {@code SO_MARK}; returns false where the kernel or the transport refuses. */
  boolean mark(int mark);

  /** Sets {@code IP_TOS} or {@code IPV6_TCLASS}; returns false where refused. */
  boolean trafficClass(int tos);

  /**
   * Where this end is bound: {@code InetSocketAddress} or {@link UnixAddress}. Remembered once
   * asked; first asked after closing it is unspecified.
   */
  SocketAddress localAddress();

  /** The other end's address: {@code InetSocketAddress} or {@link UnixAddress}. */
  SocketAddress remoteAddress();

  /** How often the peer has done what it should not; -1 where that is not counted. */
  default int glitches() {
    return -1;
  }

  /**
   * {@link System#nanoTime()} as the loop has it, of its last look at the sockets; for threads of
   * that loop.
   */
  default long now() {
    return System.nanoTime();
  }

  /** The loop this connection belongs to, the stripe for counters. */
  int loop();

  /** The descriptor, for {@code show fd} and {@code show sess}; -1 where the transport hides it. */
  int descriptor();
}
