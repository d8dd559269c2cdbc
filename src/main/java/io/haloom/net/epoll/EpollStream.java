package io.haloom.net.epoll;

import io.haloom.net.ConnectRequest;
import io.haloom.net.ConnectionException;
import io.haloom.net.TlsEngine;
import io.haloom.net.TlsEngine.Need;
import io.haloom.net.TlsFacts;
import io.haloom.os.linux.Linux;
import io.haloom.os.linux.Native;
import io.haloom.os.linux.SplicePipe;

/**
 * The bytes of a channel, in and out: through the loop's scratch memory, whose content lasts until
 * the thread parks, or through a pipe.
 */
abstract class EpollStream extends EpollChannel {
  /** {@code SPLICE_F_MOVE} and {@code SPLICE_F_NONBLOCK}. */
  private static final int SPLICE_FLAGS = 1 | 2;

  private static final int SPLICE_MOST = 1 << 20;

  /** What stands between plain bytes and those of the wire, or null where they are the same. */
  EpollTls tls;

  EpollStream(EventLoop loop, int fd, int hints) {
    super(loop, fd, hints);
  }

  // ---- the engine

  /** As {@link io.haloom.net.Connection#secure(TlsEngine, ConnectRequest.Watch)}. */
  public final boolean secure(TlsEngine engine, ConnectRequest.Watch watch)
      throws ConnectionException {
    checkUsable();
    tls = new EpollTls(this, engine);
    for (Need need = handshake(); need != Need.NONE; need = handshake()) {
      int hint = need == Need.READ ? READABLE : WRITABLE;
      await(hint, watch);
      checkUsable();
      if ((state & hint) == 0) {
        return false;
      }
    }
    return true;
  }

  private Need handshake() throws ConnectionException {
    loop.heavyTurn();
    checkUsable();
    return tls.handshake();
  }

  /** What the handshake agreed on, or null where there was none. */
  public final TlsFacts tls() {
    return tls == null ? null : tls.facts();
  }

  @Override
  final void sendUnsent() {
    try {
      tls.flush();
    } catch (ConnectionException e) {
      // The next send fails, too.
      tls.discard();
    }
  }

  @Override
  final void lookForEnd() {
    try {
      if (tls != null) {
        tls.isReadable();
      }
    } catch (ConnectionException e) {
      // Whoever reads is told.
      peerGone();
    }
  }

  /** Parks until the peer has taken what was encrypted. */
  final void awaitSent() throws ConnectionException {
    while ((state & UNSENT) != 0) {
      await(WRITABLE, null);
      flush();
    }
  }

  /** Whether what was sent waits for the peer. */
  final boolean hasUnsent() {
    return (state & UNSENT) != 0;
  }

  /** Sends what waits for the peer, as far as it takes it. */
  final void flush() throws ConnectionException {
    if ((state & UNSENT) != 0) {
      tls.flush();
    }
  }

  // ---- receiving

  /** Receives into the scratch memory: the number of bytes, 0 for none now, -1 at the end. */
  final int receive(int most) throws ConnectionException {
    return tls == null ? receiveRaw(loop.scratch.address, most) : tls.receive(most);
  }

  /** The same for bytes of the wire. */
  final int receiveRaw(long address, int most) throws ConnectionException {
    int n = received(Native.C.recv(fd, address, most, 0));
    if (n > 0 && n < most && (state & PEER_CLOSED) == 0) {
      state &= ~READABLE;
    }
    return n;
  }

  /** Takes note of what a receiving call returned: bytes, 0 for none now, -1 at the end. */
  private int received(long n) throws ConnectionException {
    state &= ~ARRIVED;
    if (n > 0) {
      loop.spend((int) n);
      lastActivity = loop.now();
      return (int) n;
    }
    if (n == 0) {
      peerGone();
      return -1;
    }
    int errno = Native.errno();
    if (errno == Linux.EAGAIN) {
      state &= ~READABLE;
    } else if (errno != Linux.EINTR) {
      throw failed(errno);
    }
    return 0;
  }

  /**
   * Receives at least a byte, and no more than wanted, into the loop's scratch memory; -1 at the
   * end.
   */
  final int receiveOrWait(long most) throws ConnectionException {
    loop.takeTurns();
    for (; ; ) {
      await(READABLE, null);
      int n = receive((int) Math.min(most, EventLoop.SCRATCH));
      if (n != 0) {
        return n;
      }
    }
  }

  /** Parks until a read would bring something. */
  public final void awaitReadable() throws ConnectionException {
    if (tls != null) {
      while (!tls.isReadable()) {
        await(READABLE, null);
      }
      return;
    }
    if ((state & (READABLE | PEER_CLOSED | ARRIVED)) == READABLE) {
      // The hint may be no more than a hope.
      peek();
    }
    await(READABLE, null);
  }

  private void peek() throws ConnectionException {
    checkUsable();
    if (Native.C.recv(fd, loop.scratch.address, 1, Linux.MSG_PEEK) < 0
        && Native.errno() == Linux.EAGAIN) {
      state &= ~READABLE;
    }
  }

  // ---- sending

  /** Sends from the loop's scratch memory and returns how much was taken, 0 for none now. */
  final int send(int offset, int length) throws ConnectionException {
    return tls == null ? sendRaw(loop.scratch.address + offset, length) : tls.send(offset, length);
  }

  /** The same for bytes of the wire. */
  final int sendRaw(long address, int length) throws ConnectionException {
    int n = sent(Native.C.send(fd, address, length, Linux.MSG_NOSIGNAL));
    if (n > 0 && n < length) {
      state &= ~WRITABLE;
    }
    return n;
  }

  /** Takes note of what a sending call returned: bytes, or 0 for none now. */
  private int sent(long n) throws ConnectionException {
    if (n >= 0) {
      lastActivity = loop.now();
      return (int) n;
    }
    int errno = Native.errno();
    if (errno == Linux.EAGAIN) {
      state &= ~WRITABLE;
    } else if (errno != Linux.EINTR) {
      throw failed(errno);
    }
    return 0;
  }

  final byte[] copyOfScratch(int from, int to) {
    byte[] bytes = new byte[to - from];
    loop.scratch.bytes.get(from, bytes);
    return bytes;
  }

  // ---- splicing

  /** Moves what has come into an empty pipe: the number of bytes, 0 for none now, -1 at the end. */
  final int spliceInto(SplicePipe pipe, long most) throws ConnectionException {
    checkUsable();
    int length = (int) Math.min(most, SPLICE_MOST);
    return received(Native.C.splice(fd, null, pipe.output(), null, length, SPLICE_FLAGS));
  }

  /** Moves bytes of the pipe to the peer and returns how many it took, 0 for none now. */
  final int spliceFrom(SplicePipe pipe, int length) throws ConnectionException {
    checkUsable();
    return sent(Native.C.splice(pipe.input(), null, fd, null, length, SPLICE_FLAGS));
  }
}
