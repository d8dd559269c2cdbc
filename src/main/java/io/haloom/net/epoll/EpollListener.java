package io.haloom.net.epoll;

import io.haloom.net.Listener;
import io.haloom.os.linux.Linux;
import io.haloom.os.linux.ListenSocket;
import io.haloom.os.linux.Native;
import io.haloom.os.linux.NativeBuffer;
import io.haloom.os.linux.SocketName;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * One listening descriptor that every loop watches ({@code EPOLLEXCLUSIVE}: the kernel wakes one
 * that sleeps). A loop that accepts while another one waits with clearly fewer connections hands
 * the new one over, else a burst would all stay on the loop that woke first.
 */
final class EpollListener implements Listener {
  /** Connections accepted in one go before the sessions they started get their turn. */
  private static final int ACCEPTS_PER_TURN = 16;

  private final EpollTransport transport;
  private final int fd;
  private final SocketAddress address;
  private final SocketAddress addressOfAccepted;
  private final String warning;
  private final Acceptor[] acceptors;
  private final AtomicInteger open;
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile boolean closed;

  EpollListener(EpollTransport transport, ListenSocket socket) {
    this.transport = transport;
    fd = socket.fd();
    address = socket.address();
    addressOfAccepted = socket.addressOfAccepted();
    warning = socket.warning();
    acceptors = transport.eventLoops().stream().map(Acceptor::new).toArray(Acceptor[]::new);
    open = new AtomicInteger(acceptors.length);
  }

  /** A connection taken from the kernel and not yet given to a session. */
  private record Accepted(int fd, SocketAddress remote, long peer) {}

  /** The listening descriptor as one loop sees it. */
  private final class Acceptor extends EventSource {
    private final EventLoop loop;

    /** Connections that other loops handed to this one. */
    private final Queue<Accepted> handed = new ConcurrentLinkedQueue<>();

    /** How many those are; counted when they are sent, for they come late. */
    private final AtomicInteger handedCount = new AtomicInteger();

    /** The thread parked here; read by loops that want to hand over. */
    private volatile Thread waiting;

    /** False from the accept that found nothing until the next edge. */
    private boolean ready = true;

    private boolean registered;

    /** This loop is done with the descriptor; what it took last is in {@link #handed}. */
    private boolean detached;

    private int accepts;

    /** No more connections are taken from {@link #handed}; whoever hands one over looks here. */
    private volatile boolean ended;

    Acceptor(EventLoop loop) {
      super(EpollListener.this.fd);
      this.loop = loop;
    }

    EpollConnection accept() throws IOException {
      for (; ; ) {
        Accepted accepted = handed.poll();
        if (accepted != null) {
          handedCount.decrementAndGet();
        } else {
          if (ended) {
            throw new IOException("the listener is closed");
          }
          if (detached) {
            ended = true;
            continue;
          }
          if (closed || !ready) {
            park();
            continue;
          }
          accepted = take();
          if (accepted == null || handOver(accepted)) {
            continue;
          }
        }
        takeTurns();
        return new EpollConnection(
            loop, accepted.fd, addressOfAccepted, accepted.remote, accepted.peer);
      }
    }

    private void takeTurns() {
      if (++accepts >= ACCEPTS_PER_TURN) {
        accepts = 0;
        loop.pause();
      }
    }

    /** What this loop has to do: its connections, and those on their way to it. */
    private int load() {
      return loop.connections() + handedCount.get();
    }

    private void park() throws IOException {
      if (!registered) {
        loop.adopt(this);
        loop.register(this, Linux.EPOLLIN | Linux.EPOLLEXCLUSIVE);
        registered = true;
      }
      if (Thread.currentThread().isInterrupted()) {
        throw new IOException("interrupted");
      }
      waiting = Thread.currentThread();
      if (handed.isEmpty() && !detached) {
        LockSupport.park();
      }
      waiting = null;
      accepts = 0;
    }

    /** One accept: null when there is nothing, or nothing left of it. */
    private Accepted take() throws AcceptFailure {
      NativeBuffer name = loop.small;
      name.bytes.putInt(128, SocketName.MAX);
      int flags = Linux.SOCK_NONBLOCK | Linux.SOCK_CLOEXEC;
      int accepted = Native.C.accept4(fd, name.address, name.address + 128, flags);
      if (accepted >= 0) {
        return name.bytes.getShort(0) == Linux.AF_INET
            ? new Accepted(accepted, null, SocketName.packed(name.bytes))
            : new Accepted(accepted, SocketName.decode(name.bytes, name.bytes.getInt(128)), 0);
      }
      int errno = Native.errno();
      switch (errno) {
        case Linux.EAGAIN -> ready = false;
        case Linux.EMFILE, Linux.ENFILE, Linux.ENOBUFS, Linux.ENOMEM ->
            throw new AcceptFailure(Native.text(errno));
        default -> {
          // The connection died in the queue (EINTR, ECONNABORTED, EPROTO, ...): try the next.
        }
      }
      return null;
    }

    @Override
    void onEvents(int mask) {
      ready = true;
      Thread thread = waiting;
      if (thread != null) {
        LockSupport.unpark(thread);
        return;
      }
      // The kernel woke only this loop, and its acceptor is busy or paused.
      Acceptor other = leastLoadedWaiting();
      if (other != null) {
        other.loop.execute(other::nudge);
      }
    }

    private void nudge() {
      ready = true;
      LockSupport.unpark(waiting);
    }

    @Override
    void onDeadline(long now) {}

    /** The transport closes its listeners itself. */
    @Override
    void onStop() {}

    private boolean handOver(Accepted accepted) {
      int mine = load();
      Acceptor other = leastLoadedWaiting();
      if (other == null || other == this || other.load() + 1 + mine / 16 >= mine) {
        return false;
      }
      other.handedCount.incrementAndGet();
      other.handed.add(accepted);
      if (other.ended && other.handed.remove(accepted)) {
        return false;
      }
      LockSupport.unpark(other.waiting);
      return true;
    }

    /**
     * Lets go of the descriptor, and takes what waits in its queue: another process that has the
     * same socket was not woken for a connection which this loop was woken for, and where none has
     * it, the kernel would reset them.
     */
    void detach() {
      if (registered) {
        loop.forgetShared(this);
        ready = true;
        try {
          while (ready) {
            Accepted last = take();
            if (last != null) {
              handedCount.incrementAndGet();
              handed.add(last);
            }
          }
        } catch (AcceptFailure e) {
          // Out of descriptors: what is left is for the other process, or lost.
        }
      }
      detached = true;
      LockSupport.unpark(waiting);
      if (open.decrementAndGet() == 0) {
        Native.C.close(fd);
        closing.countDown();
      }
    }
  }

  private Acceptor leastLoadedWaiting() {
    Acceptor least = null;
    for (Acceptor acceptor : acceptors) {
      if (acceptor.waiting != null && (least == null || acceptor.load() < least.load())) {
        least = acceptor;
      }
    }
    return least;
  }

  @Override
  public EpollConnection accept() throws IOException {
    EventLoop loop = EventLoop.current();
    if (loop == null || acceptors[loop.index].loop != loop) {
      throw new IllegalStateException("a listener is used outside of its loops");
    }
    return acceptors[loop.index].accept();
  }

  @Override
  public SocketAddress localAddress() {
    return address;
  }

  @Override
  public String warning() {
    return warning;
  }

  @Override
  public int descriptor() {
    return closed ? -1 : fd;
  }

  @Override
  public int duplicate() {
    return closed ? -1 : Native.C.fcntl(fd, Linux.F_DUPFD_CLOEXEC, 0);
  }

  /**
   * Each loop lets go of the descriptor itself, the last one closes it: so no loop can use its
   * number when it has become another's. A thread that is no loop's waits for that.
   */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      transport.forget(this);
      for (Acceptor acceptor : acceptors) {
        acceptor.loop.execute(acceptor::detach);
      }
    }
    if (EventLoop.current() == null) {
      awaitClosed();
    }
  }

  private void awaitClosed() {
    try {
      closing.await(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
