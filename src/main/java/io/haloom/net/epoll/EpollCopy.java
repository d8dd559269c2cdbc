package io.haloom.net.epoll;

import io.haloom.net.ConnectionException;
import io.haloom.net.Transfer;
import io.haloom.os.linux.SplicePipe;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.LockSupport;

/**
 * One direction of a session, copied to the end of its stream. The thread that wants it is parked
 * all the while: the loop itself receives and sends when epoll tells of bytes, so a message costs
 * two system calls and no switch of threads.
 *
 * <p>Bytes go through the loop's scratch memory; what the peer does not take at once is set aside
 * on the heap, and nothing more is received until it is gone. So nothing is held while nothing
 * comes.
 *
 * <p>Receives grow while a stream fills them and its peer takes it all. Where splicing is allowed,
 * two that were filled running move the copy to a pipe: the kernel hands its pages over and the
 * bytes are never copied. A pipe costs more calls a message, so a copy whose bursts have become
 * short goes back to the scratch memory.
 *
 * <p>It stands in its channels where a waiting thread would ({@link EpollChannel#ready}): all
 * methods are for the loop.
 */
final class EpollCopy implements Runnable {
  /** Full reads running from which on splicing pays. */
  private static final int STREAMING = 2;

  /** How many bytes to move before others get their turn. */
  private static final int TURN = 256 * 1024;

  private final EpollConnection from;
  private final EpollConnection to;
  private final Thread owner;
  private Transfer transfer;
  private boolean splice;
  private long left;

  /** What a receive takes at most; it grows while receives bring as much. */
  private int most = EventLoop.SCRATCH;

  /** What was received and not taken yet, or null. */
  private ByteBuffer rest;

  /** Where what was spliced and not taken yet is; null while nothing is spliced. */
  private SplicePipe pipe;

  private int inPipe;

  /** Full reads running. */
  private int full;

  /** What was spliced since the pipe was taken. */
  private long burst;

  private boolean over;
  private boolean told;
  private Throwable failure;

  /** A copy that unparks its owner when it is over; to be begun, or {@link #finish finished}. */
  EpollCopy(EpollConnection from, EpollConnection to, Thread owner) {
    this.from = from;
    this.to = to;
    this.owner = owner;
  }

  /** Copies what is there, and the rest when it comes. */
  void begin(Transfer wanted) {
    transfer = wanted;
    splice = wanted.splice() && from.tls == null && to.tls == null;
    left = wanted.limit();
    // What has a limit is known to be long.
    full = left == Long.MAX_VALUE ? 0 : STREAMING - 1;
    ByteBuffer first = wanted.first();
    if (first != null && first.hasRemaining()) {
      setAside(first);
    }
    run();
  }

  /** Parks the calling thread, the owner, until this is over. */
  void await() throws ConnectionException {
    while (!over) {
      if (Thread.interrupted()) {
        abort();
      } else {
        LockSupport.park();
      }
    }
    if (failure() != null) {
      throw failure();
    }
  }

  /** Ends both connections, for an owner that was interrupted: its parks would return at once. */
  void abort() {
    from.abort();
    to.abort();
  }

  /** Whether this is over and nobody was told so: the first caller is. */
  boolean tell() {
    boolean first = over && !told;
    told |= first;
    return first;
  }

  boolean isTold() {
    return told;
  }

  /** Why a copy that is over failed, or null. What was no failure of a connection is thrown. */
  ConnectionException failure() {
    if (failure instanceof Error bug) {
      throw bug;
    } else if (failure instanceof RuntimeException bug) {
      throw bug;
    }
    return (ConnectionException) failure;
  }

  /** Goes on with what can be done now. */
  @Override
  public void run() {
    try {
      if (!over && work()) {
        finish(null);
      }
    } catch (ConnectionException | RuntimeException | Error e) {
      finish(e);
    }
  }

  /** Ends it: nothing more is copied. */
  void finish(Throwable cause) {
    over = true;
    failure = cause;
    from.leave(this);
    to.leave(this);
    if (rest != null) {
      from.loop.setAside(-rest.remaining());
      rest = null;
    }
    if (pipe != null) {
      givePipe();
    }
    LockSupport.unpark(owner);
  }

  /** True at the end; false when the loop is to call again. */
  private boolean work() throws ConnectionException {
    for (long moved = 0; moved < TURN; ) {
      if (!deliver()) {
        return false;
      }
      if (left == 0) {
        return true;
      }
      if (!from.ready(EpollChannel.READABLE, this)) {
        return false;
      }
      int n = pipe == null ? receive() : splice();
      if (n < 0) {
        return true;
      }
      moved += n;
    }
    from.leave(this);
    from.loop.later(this);
    return false;
  }

  // ---- in

  private int receive() throws ConnectionException {
    int wanted = (int) Math.min(left, from.loop.scratch(most));
    int n = from.receive(wanted);
    if (n <= 0) {
      return n;
    }
    left -= n;
    to.checkUsable();
    int sent = to.send(0, n);
    if (sent < n) {
      setAside(ByteBuffer.wrap(from.copyOfScratch(sent, n)));
    }
    if (sent > 0) {
      transfer.moved(sent);
    }
    full = n < wanted || n < EventLoop.SCRATCH ? 0 : full + 1;
    most = full == 0 ? EventLoop.SCRATCH : Math.min(2 * most, EventLoop.LARGE_SCRATCH);
    if (splice && full >= STREAMING) {
      full = 0;
      burst = 0;
      pipe = from.loop.pipes.take();
    }
    return n;
  }

  private int splice() throws ConnectionException {
    int n = from.spliceInto(pipe, left);
    if (n > 0) {
      left -= n;
      burst += n;
      inPipe = n;
      return n;
    }
    givePipe();
    // A long burst is likely to be followed by another.
    full = burst < EventLoop.SCRATCH ? 0 : STREAMING - 1;
    return n;
  }

  private void givePipe() {
    from.loop.pipes.give(pipe, inPipe == 0);
    pipe = null;
  }

  // ---- out

  /** True when all that was received has been delivered, and the peer has taken it. */
  private boolean deliver() throws ConnectionException {
    if (rest == null && inPipe == 0 && !to.hasUnsent()) {
      return true;
    }
    from.leave(this);
    while (rest != null || inPipe > 0 || to.hasUnsent()) {
      if (!to.ready(EpollChannel.WRITABLE, this)) {
        return false;
      }
      to.flush();
      int sent = rest != null ? sendRest() : inPipe > 0 ? pour() : 0;
      if (sent > 0) {
        transfer.moved(sent);
      }
    }
    to.leave(this);
    return true;
  }

  private void setAside(ByteBuffer bytes) {
    rest = bytes;
    from.loop.setAside(bytes.remaining());
  }

  private int sendRest() throws ConnectionException {
    int n = Math.min(rest.remaining(), EventLoop.SCRATCH);
    to.loop.scratch.bytes.put(0, rest, rest.position(), n);
    int sent = to.send(0, n);
    rest.position(rest.position() + sent);
    from.loop.setAside(-sent);
    if (!rest.hasRemaining()) {
      rest = null;
    }
    return sent;
  }

  private int pour() throws ConnectionException {
    int sent = to.spliceFrom(pipe, inPipe);
    inPipe -= sent;
    if (sent > 0) {
      transfer.spliced(sent);
    }
    return sent;
  }
}
