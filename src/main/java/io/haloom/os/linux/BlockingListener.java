package io.haloom.os.linux;

import io.haloom.net.ListenRequest;
import java.io.Closeable;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A listening socket, of any kind that a bind line can ask for, whose clients are accepted by one
 * platform thread that may block.
 */
public final class BlockingListener implements Closeable {
  private static final int POLLIN = 1;

  private final ListenSocket socket;
  private final int wakeUp;

  /** Held while the descriptors are in use, so that none is closed under a thread that waits. */
  private final ReentrantLock use = new ReentrantLock();

  private volatile boolean closed;

  /** Whether this platform has them. */
  public static boolean available() {
    return Linux.isHere();
  }

  /**
   * Binds and listens, or adopts the inherited descriptor.
   *
   * @throws IOException in HAProxy's words
   */
  public BlockingListener(ListenRequest request) throws IOException {
    wakeUp = Native.C.eventfd(0, Linux.EFD_CLOEXEC);
    if (wakeUp < 0) {
      throw new IOException("cannot create receiving socket (" + Native.text(Native.errno()) + ")");
    }
    try {
      socket = new ListenSocket(request);
    } catch (IOException e) {
      Native.C.close(wakeUp);
      throw e;
    }
  }

  /**
   * Waits for the next client.
   *
   * @return its descriptor, blocking, closed on exec, and the caller's
   * @throws ClosedChannelException after {@link #close}
   * @throws IOException when this attempt failed but others may not (out of descriptors)
   */
  public int accept() throws IOException {
    use.lock();
    try {
      while (true) {
        await();
        int client = Native.C.accept4(socket.fd(), 0, 0, Linux.SOCK_CLOEXEC);
        if (client >= 0) {
          return client;
        }
        int errno = Native.errno();
        if (errno != Linux.EAGAIN && errno != Linux.EINTR && errno != Linux.ECONNABORTED) {
          throw new IOException("cannot accept: " + Native.text(errno));
        }
      }
    } finally {
      use.unlock();
    }
  }

  /** {@code struct pollfd} twice: the descriptor, what is asked, what is so. */
  private void await() throws ClosedChannelException {
    NativeBuffer poll = CallMemory.here();
    poll.bytes.putInt(0, socket.fd()).putInt(4, POLLIN);
    poll.bytes.putInt(8, wakeUp).putInt(12, POLLIN);
    if (!closed) {
      Native.C.poll(poll.address, 2, -1);
    }
    if (closed) {
      throw new ClosedChannelException();
    }
  }

  /** The descriptor, to be handed to another process. */
  public int descriptor() {
    return socket.fd();
  }

  /** Where it is bound; the port is the real one when 0 was asked for. */
  public SocketAddress localAddress() {
    return socket.address();
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    NativeBuffer one = new NativeBuffer(8);
    one.bytes.putLong(0, 1);
    Native.C.write(wakeUp, one.address, 8);
    use.lock();
    try {
      Native.C.close(socket.fd());
      Native.C.close(wakeUp);
    } finally {
      use.unlock();
    }
  }
}
