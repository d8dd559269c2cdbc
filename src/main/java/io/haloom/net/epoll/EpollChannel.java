package io.haloom.net.epoll;

import io.haloom.net.ConnectRequest;
import io.haloom.net.ConnectionException;
import io.haloom.net.ConnectionException.Kind;
import io.haloom.os.linux.Linux;
import io.haloom.os.linux.Native;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

/**
 * A descriptor with hints of its readiness, and who waits for them: a thread, or a copy that the
 * loop carries on when it can.
 *
 * <p>{@link #READABLE} and {@link #WRITABLE} start true, fall with the first call that would block
 * or comes back short, and rise with epoll's edges. After the peer's FIN no more edges come, so
 * {@link #PEER_CLOSED} keeps READABLE up until the end is read.
 *
 * <p>The descriptor is registered when a thread first has to wait, for reading alone; the write
 * edge is added when a send first comes back short. So a message of a kept-alive connection costs
 * one receive and one send, and a short connection at most one {@code epoll_ctl}.
 */
abstract class EpollChannel extends EventSource {
  static final int READABLE = 1;
  static final int WRITABLE = 2;
  static final int PEER_CLOSED = 4;
  static final int OUTPUT_SHUT = 8;
  private static final int REGISTERED = 16;
  private static final int REGISTERED_OUT = 32;

  /** An edge raised READABLE, and nothing was received since: it is no mere hope. */
  static final int ARRIVED = 64;

  /** A client's, which brings the loop work of its own. */
  static final int ACCEPTED = 128;

  /** What was encrypted waits for the peer: sent by the loop with the next edge. */
  static final int UNSENT = 256;

  final EventLoop loop;
  int state;
  long lastActivity;
  volatile boolean aborted;
  private int timeoutMillis;
  private long deadline;

  /** Who waits for READABLE and for WRITABLE: a thread, an {@link EpollCopy}, or null. */
  private Object reader;

  private Object writer;
  private Thread watcher;

  EpollChannel(EventLoop loop, int fd, int hints) {
    super(fd);
    state = hints;
    loop.adopt(this);
    this.loop = loop;
    lastActivity = loop.now();
  }

  /** Whether a read would only say that there is nothing; false where nobody knows yet. */
  final boolean drained() {
    return (state & (READABLE | REGISTERED)) == REGISTERED;
  }

  /** The peer takes more of what is {@link #UNSENT}. */
  abstract void sendUnsent();

  /** Somebody watches the peer while nobody reads: an engine looks whether the end has come. */
  abstract void lookForEnd();

  /** Makes the exception that names this channel's connection. */
  abstract ConnectionException failure(Kind kind, String message);

  /**
   * Parks until the hint is up, or the watch (if any) says that nobody waits for that.
   *
   * <p>All in one method, for each frame of a parked thread costs memory.
   */
  final void await(int hint, ConnectRequest.Watch watch) throws ConnectionException {
    checkUsable();
    if ((state & hint) != 0) {
      return;
    }
    Thread thread = Thread.currentThread();
    beginToWait(hint);
    do {
      if (watch != null && watch.gone()) {
        return;
      }
      if (thread.isInterrupted()) {
        // A park would return at once, for ever.
        throw failure(Kind.ABORTED, "interrupted");
      }
      waitFor(hint, thread);
      LockSupport.park();
      leave(thread);
      checkUsable();
    } while ((state & hint) == 0);
  }

  /**
   * Whether the hint is up. Where it is not, the copy is called when it has risen, or when waiting
   * for it is over and this would throw.
   */
  final boolean ready(int hint, EpollCopy copy) throws ConnectionException {
    checkUsable();
    if ((state & hint) != 0) {
      return true;
    }
    if ((hint == READABLE ? reader : writer) != copy) {
      beginToWait(hint);
    }
    waitFor(hint, copy);
    return false;
  }

  /** The thread or copy waits here no more. */
  final void leave(Object waiter) {
    if (reader == waiter) {
      reader = null;
    }
    if (writer == waiter) {
      writer = null;
    }
  }

  private void beginToWait(int hint) throws ConnectionException {
    register(hint == WRITABLE);
    if (reader == null && writer == null) {
      // Nobody waited for the peer until now, so its silence begins here.
      lastActivity = loop.now();
    }
  }

  private void waitFor(int hint, Object waiter) throws ConnectionException {
    long end = end();
    if (end != 0) {
      if (loop.now() - end >= 0) {
        throw failure(Kind.TIMEOUT, "timed out");
      }
      loop.deadlines.ensure(this, end);
    }
    if (hint == READABLE) {
      reader = waiter;
    } else {
      writer = waiter;
    }
  }

  final void limit(int millis) {
    timeoutMillis = millis;
    lastActivity = loop.now();
    rearm();
  }

  final void limit(long nanoTime) {
    deadline = nanoTime;
    rearm();
  }

  /** A limit changed while others may be parked under the old one. */
  private void rearm() {
    long end = end();
    if (end != 0 && (reader != null || writer != null)) {
      loop.deadlines.ensure(this, end);
    }
  }

  /** Unparks the thread, now or later, when the peer has gone; null ends it. */
  final void watch(Thread waiter) {
    watcher = waiter;
    if (waiter == null || fd < 0) {
      return;
    }
    try {
      register(false);
    } catch (ConnectionException e) {
      // Without epoll's help the peer's departure shows at the next read.
    }
    if (reader == null && (state & READABLE) != 0) {
      lookForEnd();
    }
    if (aborted || (state & PEER_CLOSED) != 0) {
      LockSupport.unpark(waiter);
    }
  }

  /** The peer sends no more. */
  final void peerGone() {
    state |= PEER_CLOSED;
    LockSupport.unpark(watcher);
  }

  /** The instant at which waiting ends, or 0 for never. */
  private long end() {
    if (timeoutMillis == 0) {
      return deadline;
    }
    long silence = lastActivity + timeoutMillis * 1_000_000L;
    return deadline != 0 && deadline - silence < 0 ? deadline : silence;
  }

  /** Has the loop hear of it when the peer takes more, though nobody waits for that. */
  final void watchOutput() throws ConnectionException {
    register(true);
  }

  private void register(boolean output) throws ConnectionException {
    int mask = Linux.EPOLLIN | Linux.EPOLLRDHUP;
    try {
      if ((state & REGISTERED) == 0) {
        loop.register(this, output ? mask | Linux.EPOLLOUT : mask);
        state |= output ? REGISTERED | REGISTERED_OUT : REGISTERED;
      } else if (output && (state & REGISTERED_OUT) == 0) {
        loop.modify(this, mask | Linux.EPOLLOUT);
        state |= REGISTERED_OUT;
      }
    } catch (IOException e) {
      throw failure(Kind.ERROR, e.getMessage());
    }
  }

  @Override
  void onEvents(int mask) {
    if ((mask & (Linux.EPOLLERR | Linux.EPOLLHUP)) != 0) {
      mask |= Linux.EPOLLIN | Linux.EPOLLOUT | Linux.EPOLLRDHUP;
    }
    boolean in = (mask & (Linux.EPOLLIN | Linux.EPOLLRDHUP)) != 0;
    boolean out = (mask & Linux.EPOLLOUT) != 0;
    state |= (in ? READABLE | ARRIVED : 0) | (out ? WRITABLE : 0);
    if ((mask & Linux.EPOLLRDHUP) != 0) {
      peerGone();
    }
    if (in && reader == null && watcher != null) {
      lookForEnd();
    } else if (in) {
      wake(reader);
    }
    if (out) {
      if ((state & UNSENT) != 0) {
        sendUnsent();
      }
      wake(writer);
    }
  }

  private static void wake(Object waiter) {
    if (waiter instanceof EpollCopy copy) {
      copy.run();
    } else {
      LockSupport.unpark((Thread) waiter);
    }
  }

  @Override
  void onDeadline(long now) {
    if (reader == null && writer == null) {
      return;
    }
    long end = end();
    if (end == 0) {
      return;
    }
    if (end - now > 0) {
      loop.deadlines.ensure(this, end);
    } else {
      wakeWaiters();
    }
  }

  private void wakeWaiters() {
    wake(reader);
    wake(writer);
  }

  final void wakeAll() {
    wakeWaiters();
    LockSupport.unpark(watcher);
  }

  final void checkUsable() throws ConnectionException {
    if (aborted) {
      throw failure(Kind.ABORTED, "aborted");
    }
    if (fd < 0) {
      throw failure(Kind.CLOSED, "closed");
    }
    if (EventLoop.current() != loop) {
      throw new IllegalStateException("a connection is used outside of its loop");
    }
  }

  final ConnectionException failed(int errno) {
    peerGone();
    Kind kind = errno == Linux.ECONNRESET || errno == Linux.EPIPE ? Kind.RESET : Kind.ERROR;
    return failure(kind, Native.text(errno));
  }
}
