package io.haloom.net.epoll;

import io.haloom.net.ConnectionException;

/**
 * The bytes of a channel, in and out: through the loop's scratch memory, whose content lasts until
 * the thread parks, or through a pipe.
 */
abstract class EpollStream extends EpollChannel {
  /** {@code SPLICE_F_MOVE} and {@code SPLICE_F_NONBLOCK}. */
  private static final int SPLICE_FLAGS = 1 | 2;

  private static final int SPLICE_MOST = 1 << 20;

  EpollStream(EventLoop loop, int fd, int hints) {
    super(loop, fd, hints);
  }

  // ---- receiving

  /** Receives into the scratch memory: the number of bytes, 0 for none now, -1 at the end. */
  final int receive(int most) throws ConnectionException {
    int n = received(Native.C.recv(fd, loop.scratch.address, most, 0));
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

  // ---- sending

  /** Sends from the loop's scratch memory and returns how much was taken, 0 for none now. */
  final int send(int offset, int length) throws ConnectionException {
    int n = sent(Native.C.send(fd, loop.scratch.address + offset, length, Linux.MSG_NOSIGNAL));
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
