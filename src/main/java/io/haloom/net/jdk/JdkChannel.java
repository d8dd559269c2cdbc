package io.haloom.net.jdk;

import io.haloom.net.ConnectRequest;
import io.haloom.net.ConnectionException;
import io.haloom.net.ConnectionException.Kind;
import io.haloom.net.TlsEngine;
import io.haloom.net.TlsEngine.Need;
import io.haloom.net.TlsFacts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A channel, its key, and the threads that wait for it.
 *
 * <p>A thread that waits clears the signal, sets the key's interest and parks until the selector
 * raised the signal; the selector takes the interest away with it. Readiness is level-triggered, so
 * nothing is lost between the two.
 *
 * <p>To see a peer leave there is nothing but reading: while it is watched and nobody reads, the
 * selector's thread reads ahead into {@link #ahead}, as far as that goes.
 */
abstract class JdkChannel {
  /** How many bytes a thread may receive before others get their turn. */
  private static final int BUDGET = 256 * 1024;

  /** What a receive costs at least, however little it brought. */
  private static final int SMALLEST_CHARGE = 4096;

  final SelectorLoop loop;
  final SocketChannel channel;

  /** What stands between plain bytes and those of the wire, or null where they are the same. */
  volatile JdkTls tls;

  volatile boolean aborted;
  volatile boolean peerClosed;
  private final SelectionKey key;
  private final ReentrantLock reading = new ReentrantLock();
  private final ReadAhead ahead = new ReadAhead();
  private int budget = BUDGET;
  private volatile long lastActivity = System.nanoTime();
  private volatile int timeoutMillis;
  private volatile long deadline;
  private volatile Thread reader;
  private volatile Thread writer;
  private volatile Thread watcher;
  private volatile boolean readSignal;
  private volatile boolean writeSignal;

  JdkChannel(SelectorLoop loop, SocketChannel channel) throws IOException {
    this.loop = loop;
    this.channel = channel;
    channel.configureBlocking(false);
    key = channel.register(loop.selector, 0, this);
  }

  /** Makes the exception that names this channel's connection. */
  abstract ConnectionException failure(Kind kind, String message);

  // ---- moving bytes

  /** Bytes read, 0 for none now, -1 at the end. */
  final int receive(ByteBuffer into) throws ConnectionException {
    checkUsable();
    if (budget < 0) {
      budget = BUDGET;
      // A yield would queue at this carrier, before what comes to the scheduler from outside.
      LockSupport.parkNanos(1);
    }
    reading.lock();
    try {
      int n = tls == null ? receiveRaw(into) : tls.read(into);
      if (n > 0) {
        budget -= Math.max(n, SMALLEST_CHARGE);
      } else if (n < 0) {
        peerGone();
      }
      return n;
    } finally {
      reading.unlock();
    }
  }

  /** The same for bytes of the wire, by who is reading. */
  final int receiveRaw(ByteBuffer into) throws ConnectionException {
    try {
      int n = ahead.isThere() ? ahead.take(into) : channel.read(into);
      if (n > 0) {
        lastActivity = System.nanoTime();
      }
      return n;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Bytes taken of these buffers, 0 for none now. */
  final long send(ByteBuffer[] from, int first) throws ConnectionException {
    checkUsable();
    return tls == null ? sendRaw(from, first) : tls.write(from, first);
  }

  /** The same for bytes of the wire. */
  final long sendRaw(ByteBuffer[] from, int first) throws ConnectionException {
    try {
      long n = channel.write(from, first, from.length - first);
      if (n > 0) {
        lastActivity = System.nanoTime();
      }
      return n;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** On the selector's thread: keeps what has come, to find out whether the end has too. */
  private void readAhead() {
    boolean more = false;
    reading.lock();
    try {
      int n = ahead.fill(channel);
      more = n == 0;
      if (n < 0) {
        peerGone();
      } else if (tls != null) {
        tls.isReadable();
        more &= !peerClosed;
      }
    } catch (IOException e) {
      ahead.drop();
      peerGone();
    } finally {
      reading.unlock();
    }
    if (more) {
      key.interestOpsOr(SelectionKey.OP_READ);
    }
    Thread late = reader;
    if (late != null) {
      // It came to wait meanwhile, and nothing more may come to wake it.
      readSignal = true;
      LockSupport.unpark(late);
    }
  }

  final void peerGone() {
    peerClosed = true;
    LockSupport.unpark(watcher);
  }

  // ---- waiting

  /** Parks until a read would not block. */
  public final void awaitReadable() throws ConnectionException {
    checkUsable();
    if (tls == null) {
      if (!hasAhead()) {
        await(SelectionKey.OP_READ, null);
      }
      return;
    }
    while (!isReadable()) {
      await(SelectionKey.OP_READ, null);
      checkUsable();
    }
  }

  private boolean isReadable() throws ConnectionException {
    reading.lock();
    try {
      return tls.isReadable();
    } finally {
      reading.unlock();
    }
  }

  /** As {@link io.haloom.net.Connection#secure(TlsEngine, ConnectRequest.Watch)}. */
  public final boolean secure(TlsEngine engine, ConnectRequest.Watch watch)
      throws ConnectionException {
    checkUsable();
    tls = new JdkTls(this, engine);
    for (Need need = handshake(); need != Need.NONE; need = handshake()) {
      if (!await(need == Need.READ ? SelectionKey.OP_READ : SelectionKey.OP_WRITE, watch)) {
        return false;
      }
      checkUsable();
    }
    return true;
  }

  /** What the handshake agreed on, or null where there was none. */
  public final TlsFacts tls() {
    return tls == null ? null : tls.facts();
  }

  private Need handshake() throws ConnectionException {
    reading.lock();
    try {
      return tls.handshake();
    } finally {
      reading.unlock();
    }
  }

  /** Parks until the peer has taken what was encrypted. */
  final void awaitSent() throws ConnectionException {
    while (tls != null && !tls.flush()) {
      await(SelectionKey.OP_WRITE, null);
    }
  }

  /** Has the selector send on when the peer takes more, though nobody waits for that. */
  final void watchOutput() {
    if (key.isValid()) {
      key.interestOpsOr(SelectionKey.OP_WRITE);
      loop.selector.wakeup();
    }
  }

  private boolean hasAhead() {
    reading.lock();
    try {
      return ahead.isThere();
    } finally {
      reading.unlock();
    }
  }

  /**
   * Parks until the channel is ready for the operation, or the peer of the watch says it is
   * unwanted.
   *
   * @return false in the latter case
   */
  final boolean await(int operation, ConnectRequest.Watch watch) throws ConnectionException {
    boolean read = operation == SelectionKey.OP_READ;
    if (reader == null && writer == null) {
      // Nobody waited for the peer until now, so its silence begins here.
      lastActivity = System.nanoTime();
    }
    if (read) {
      readSignal = false;
      reader = Thread.currentThread();
    } else {
      writeSignal = false;
      writer = Thread.currentThread();
    }
    try {
      interest(operation);
      if (read && hasAhead()) {
        return true;
      }
      while (!(read ? readSignal : writeSignal)) {
        if (watch != null && watch.gone()) {
          return false;
        }
        checkUsable();
        parkUntilEnd();
      }
      checkUsable();
      return true;
    } finally {
      if (read) {
        reader = null;
      } else {
        writer = null;
      }
    }
  }

  private void interest(int operation) throws ConnectionException {
    try {
      key.interestOpsOr(operation);
      loop.selector.wakeup();
    } catch (java.nio.channels.CancelledKeyException e) {
      throw failure(aborted ? Kind.ABORTED : Kind.CLOSED, "closed");
    }
  }

  private void parkUntilEnd() throws ConnectionException {
    if (Thread.currentThread().isInterrupted()) {
      throw failure(Kind.ABORTED, "interrupted");
    }
    long end = end();
    if (end == 0) {
      LockSupport.park();
      return;
    }
    long left = end - System.nanoTime();
    if (left <= 0) {
      throw failure(Kind.TIMEOUT, "timed out");
    }
    LockSupport.parkNanos(left);
  }

  /** The instant at which waiting ends, or 0 for never. */
  private long end() {
    long fixed = deadline;
    if (timeoutMillis == 0) {
      return fixed;
    }
    long silence = lastActivity + timeoutMillis * 1_000_000L;
    return fixed != 0 && fixed - silence < 0 ? fixed : silence;
  }

  /** On the selector's thread, which took the interest away. */
  final void onReady(int operations) {
    if ((operations & SelectionKey.OP_READ) != 0) {
      if (reader == null && watcher != null) {
        readAhead();
      } else {
        readSignal = true;
        LockSupport.unpark(reader);
      }
    }
    if ((operations & ~SelectionKey.OP_READ) != 0) {
      if (tls != null) {
        tls.sendUnsent();
      }
      writeSignal = true;
      LockSupport.unpark(writer);
    }
  }

  final void limit(int millis) {
    timeoutMillis = millis;
    lastActivity = System.nanoTime();
    wakeAll();
  }

  final void limit(long nanoTime) {
    deadline = nanoTime;
    wakeAll();
  }

  final void watch(Thread waiter) {
    watcher = waiter;
    if (waiter == null) {
      return;
    }
    if (peerClosed || aborted) {
      LockSupport.unpark(waiter);
    } else if (key.isValid()) {
      key.interestOpsOr(SelectionKey.OP_READ);
      loop.selector.wakeup();
    }
  }

  /** Lets those who wait look again at what they wait for. */
  final void wakeAll() {
    LockSupport.unpark(reader);
    LockSupport.unpark(writer);
    LockSupport.unpark(watcher);
  }

  final void checkUsable() throws ConnectionException {
    if (aborted) {
      throw failure(Kind.ABORTED, "aborted");
    }
    if (!channel.isOpen()) {
      throw failure(Kind.CLOSED, "closed");
    }
  }

  private ConnectionException failed(IOException e) {
    if (aborted) {
      return failure(Kind.ABORTED, "aborted");
    }
    if (e instanceof ClosedChannelException && !channel.isOpen()) {
      return failure(Kind.CLOSED, "closed");
    }
    peerGone();
    String text = SystemMessage.of(e);
    boolean reset =
        text.contains("reset") || text.contains("Broken pipe") || text.contains("aborted");
    return failure(reset ? Kind.RESET : Kind.ERROR, text);
  }
}
