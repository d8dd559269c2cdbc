package io.haloom.net.epoll;

import io.haloom.net.ConnectRequest;
import io.haloom.net.Connection;
import io.haloom.net.ConnectionException;
import io.haloom.net.ConnectionException.Kind;
import io.haloom.net.SourcePool;
import io.haloom.net.Transfer;
import io.haloom.os.linux.Linux;
import io.haloom.os.linux.Native;
import io.haloom.os.linux.SocketName;
import io.haloom.os.linux.Sockets;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A connected socket on a loop. All but {@link #abort()} and {@link #close()} is for its loop. */
final class EpollConnection extends EpollSocket implements Connection {
  /** No descriptor, and none refused either. */
  private static final int PENDING = -2;

  /** An accepted IPv4 peer, packed, while {@link #remote} is null. */
  private final long peer;

  private final SocketAddress remote;
  private SocketAddress local;
  private SourcePool ports;
  private int port;

  /**
   * An accepted connection; {@code local} is null when it must be asked for, {@code remote} when
   * the peer is packed.
   */
  EpollConnection(EventLoop loop, int fd, SocketAddress local, SocketAddress remote, long peer) {
    super(loop, fd, READABLE | WRITABLE | ACCEPTED);
    this.local = local;
    this.remote = remote;
    this.peer = peer;
    loop.count(1);
  }

  /** A connection in the making; a server speaks late if at all, so the first read waits. */
  EpollConnection(EventLoop loop, int fd, SocketAddress destination, boolean established) {
    super(loop, fd, established ? WRITABLE : 0);
    remote = destination;
    peer = 0;
  }

  /**
   * Parks until the handshake is over, or the watch (if any) says that nobody wants it.
   *
   * @return false in the latter case
   */
  boolean awaitConnected(ConnectRequest.Watch watch) throws ConnectionException {
    await(WRITABLE, watch);
    return (state & WRITABLE) != 0;
  }

  /** Makes this connection give the port back when it closes. */
  void lease(SourcePool pool, int leased) {
    ports = pool;
    port = leased;
  }

  // ---- moving

  /**
   * Moves the socket to the calling thread's loop; this object is closed by that.
   *
   * @return null where it was closed before
   */
  EpollConnection moveTo(EventLoop target) {
    if (target == loop) {
      return fd < 0 || aborted ? null : this;
    }
    AtomicInteger socket = new AtomicInteger(PENDING);
    Thread mover = Thread.currentThread();
    loop.execute(
        () -> {
          socket.set(detach());
          LockSupport.unpark(mover);
        });
    while (socket.get() == PENDING) {
      LockSupport.park(this);
    }
    if (socket.get() < 0) {
      return null;
    }
    EpollConnection moved = new EpollConnection(target, socket.get(), remoteAddress(), true);
    moved.state |= READABLE;
    moved.tls = tls == null ? null : tls.moveTo(moved);
    moved.local = local;
    moved.ports = ports;
    moved.port = port;
    return moved;
  }

  /** Gives the socket away; -1 where there is none to give. */
  private int detach() {
    if (fd < 0 || aborted || hasUnsent()) {
      closeNow(false);
      return -1;
    }
    int socket = fd;
    loop.forgetShared(this);
    discount();
    fd = -1;
    return socket;
  }

  // ---- reading

  @Override
  public int read(ByteBuffer into) throws ConnectionException {
    if (!into.hasRemaining()) {
      return 0;
    }
    loop.takeTurns();
    for (; ; ) {
      int n = readAvailable(into);
      if (n != 0) {
        return n;
      }
      await(READABLE, null);
    }
  }

  @Override
  public int readAvailable(ByteBuffer into) throws ConnectionException {
    checkUsable();
    if (drained() || !into.hasRemaining()) {
      return 0;
    }
    int n = receive(Math.min(into.remaining(), EventLoop.SCRATCH));
    if (n > 0) {
      into.put(into.position(), loop.scratch.bytes, 0, n);
      into.position(into.position() + n);
    }
    return n;
  }

  // ---- writing

  @Override
  public void write(ByteBuffer from) throws ConnectionException {
    checkUsable();
    while (from.hasRemaining()) {
      int n = Math.min(from.remaining(), EventLoop.SCRATCH);
      loop.scratch.bytes.put(0, from, from.position(), n);
      int sent = send(0, n);
      from.position(from.position() + sent);
      if (sent < n) {
        await(WRITABLE, null);
      }
    }
    awaitSent();
  }

  @Override
  public void write(ByteBuffer[] from) throws ConnectionException {
    checkUsable();
    for (int first = 0; first < from.length; ) {
      if (!from[first].hasRemaining()) {
        first++;
        continue;
      }
      int n = gather(from, first);
      int sent = send(0, n);
      skip(from, first, sent);
      if (sent < n) {
        await(WRITABLE, null);
      }
    }
    awaitSent();
  }

  private int gather(ByteBuffer[] from, int first) {
    int n = 0;
    for (int i = first; i < from.length && n < EventLoop.SCRATCH; i++) {
      int length = Math.min(from[i].remaining(), EventLoop.SCRATCH - n);
      loop.scratch.bytes.put(n, from[i], from[i].position(), length);
      n += length;
    }
    return n;
  }

  private static void skip(ByteBuffer[] from, int first, int count) {
    for (int i = first; count > 0; i++) {
      int length = Math.min(from[i].remaining(), count);
      from[i].position(from[i].position() + length);
      count -= length;
    }
  }

  // ---- copying

  @Override
  public void transferTo(Connection to, Transfer transfer) throws ConnectionException {
    if (to instanceof EpollConnection near && near.loop == loop) {
      EpollCopy copy = new EpollCopy(this, near, Thread.currentThread());
      copy.begin(transfer);
      copy.await();
    } else {
      long left = transfer.limit();
      for (int n; left > 0 && (n = receiveOrWait(left)) >= 0; left -= n) {
        to.write(ByteBuffer.wrap(copyOfScratch(0, n)));
        transfer.moved(n);
      }
    }
  }

  // ---- ending

  @Override
  public void shutdownOutput() {
    if (fd >= 0 && (state & OUTPUT_SHUT) == 0) {
      state |= OUTPUT_SHUT;
      if (tls == null) {
        Native.C.shutdown(fd, Linux.SHUT_WR);
      } else {
        tls.end();
      }
    }
  }

  @Override
  public void close() {
    if (EventLoop.current() == loop) {
      farewell();
    } else {
      loop.execute(this::farewell);
    }
  }

  private void farewell() {
    if (tls != null) {
      shutdownOutput();
    }
    closeNow(false);
  }

  @Override
  public void reset() {
    if (EventLoop.current() == loop) {
      closeNow(true);
    } else {
      loop.execute(() -> closeNow(true));
    }
  }

  /**
   * With TCP_REPAIR, which needs CAP_NET_ADMIN, the system forgets the connection without a word;
   * else its RST is sent with a TTL of 1.
   */
  @Override
  public void drop() {
    if (fd >= 0 && isInet() && EventLoop.current() == loop) {
      if (Sockets.set(fd, Linux.SOL_TCP, Linux.TCP_REPAIR, 1)) {
        closeNow(false);
        return;
      }
      Sockets.set(fd, Linux.SOL_IP, Linux.IP_TTL, 1);
      Sockets.set(fd, Linux.SOL_IPV6, Linux.IPV6_UNICAST_HOPS, 1);
    }
    reset();
  }

  private void discount() {
    if ((state & ACCEPTED) != 0) {
      loop.count(-1);
    }
  }

  private void closeNow(boolean abruptly) {
    if (fd < 0) {
      return;
    }
    if (abruptly) {
      Sockets.lingerZero(fd);
    }
    loop.forget(this);
    discount();
    if (tls != null) {
      tls.close();
    }
    Native.C.close(fd);
    fd = -1;
    if (ports != null) {
      ports.release(port);
    }
    wakeAll();
  }

  @Override
  void onStop() {
    closeNow(false);
  }

  @Override
  public void abort() {
    aborted = true;
    if (EventLoop.current() == loop) {
      wakeAll();
    } else {
      loop.execute(this::wakeAll);
    }
  }

  // ---- settings

  @Override
  public void timeout(int millis) {
    limit(millis);
  }

  @Override
  public void deadline(long nanoTime) {
    limit(nanoTime);
  }

  @Override
  public boolean peerClosed() {
    return (state & PEER_CLOSED) != 0;
  }

  @Override
  public void watchPeer(Thread waiter) {
    watch(waiter);
  }

  @Override
  public boolean aborted() {
    return aborted;
  }

  // ---- facts

  @Override
  boolean isInet() {
    return remote == null || remote instanceof InetSocketAddress;
  }

  @Override
  public SocketAddress localAddress() {
    SocketAddress name = local;
    int socket = fd;
    if (name == null && socket >= 0) {
      name = Sockets.localName(socket);
      if (EventLoop.current() == loop) {
        // Elsewhere the descriptor may be another connection's by now.
        local = name;
      }
    }
    return name != null ? name : new InetSocketAddress(0);
  }

  @Override
  public SocketAddress remoteAddress() {
    return remote != null ? remote : SocketName.unpacked(peer);
  }

  @Override
  public long now() {
    return loop.now();
  }

  @Override
  public int loop() {
    return loop.index;
  }

  @Override
  public int descriptor() {
    return fd;
  }

  @Override
  ConnectionException failure(Kind kind, String message) {
    return new ConnectionException(this, kind, message);
  }

  @Override
  public String toString() {
    return "connection " + fd + " to " + remoteAddress();
  }
}
