package io.haloom.net.epoll;

import io.haloom.net.ConnectionException;
import io.haloom.net.Transfer;

/**
 * Copies one direction of a session until the end of its stream. Bytes go through the loop's
 * scratch memory; what the peer does not take at once is set aside on the heap, so that nothing is
 * held while nothing comes.
 *
 * <p>Where splicing is allowed, reads that fill the scratch memory twice running move the transfer
 * to a pipe: the kernel hands its pages over and the bytes are never copied. A pipe costs more
 * calls a message, so a transfer whose bursts have become short goes back to copying.
 */
final class EpollTransfer {
  /** Full reads running from which on splicing pays. */
  private static final int STREAMING = 2;

  private final EpollConnection from;
  private final EpollConnection to;
  private final Transfer transfer;
  private final boolean splice;
  private long left;

  EpollTransfer(EpollConnection from, EpollConnection to, Transfer transfer) {
    this.from = from;
    this.to = to;
    this.transfer = transfer;
    splice = transfer.splice();
    left = transfer.limit();
  }

  /** Copies to the end. */
  void run() throws ConnectionException {
    // What has a limit is known to be long.
    int full = left == Long.MAX_VALUE ? 0 : STREAMING - 1;
    for (int n; left > 0 && (n = from.receiveOrWait(left)) >= 0; ) {
      left -= n;
      to.sendScratch(n);
      transfer.moved(n);
      full = n < EventLoop.SCRATCH ? 0 : full + 1;
      if (splice && full >= STREAMING) {
        full = 0;
        if (spliceBursts()) {
          return;
        }
      }
    }
  }

  /** Splices while bursts are long; true where no more is to be moved. */
  private boolean spliceBursts() throws ConnectionException {
    for (; ; ) {
      SplicePipe pipe = from.loop.pipes.take();
      if (pipe == null) {
        return false;
      }
      long moved = spliceBurst(pipe);
      if (moved < 0) {
        return true;
      }
      if (moved < EventLoop.SCRATCH) {
        return false;
      }
      from.await(EpollChannel.READABLE, null);
    }
  }

  /** Splices what is there; the number of bytes, or -1 where no more is to be moved. */
  private long spliceBurst(SplicePipe pipe) throws ConnectionException {
    long moved = 0;
    boolean empty = false;
    try {
      while (left > 0) {
        int n = from.spliceInto(pipe, left);
        if (n <= 0) {
          empty = true;
          return n < 0 ? -1 : moved;
        }
        left -= n;
        pour(pipe, n);
        moved += n;
      }
      empty = true;
      return -1;
    } finally {
      from.loop.pipes.give(pipe, empty);
    }
  }

  private void pour(SplicePipe pipe, int length) throws ConnectionException {
    for (int rest = length; rest > 0; ) {
      int sent = to.spliceFrom(pipe, rest);
      if (sent == 0) {
        to.await(EpollChannel.WRITABLE, null);
      } else {
        rest -= sent;
        transfer.moved(sent);
        transfer.spliced(sent);
      }
    }
  }
}
