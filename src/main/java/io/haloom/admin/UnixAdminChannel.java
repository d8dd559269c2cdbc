package io.haloom.admin;

import io.haloom.net.UnixAddress;
import io.haloom.os.linux.Descriptors;
import java.io.IOException;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;
import jnr.unixsocket.UnixSocketChannel;
import jnr.unixsocket.UnixSocketOptions;

/** A client of a UNIX socket. Timeouts are the kernel's, set anew only when they change. */
final class UnixAdminChannel implements AdminChannel {
  private final UnixSocketChannel channel;

  /**
   * Held while the descriptor is closed, so that {@link #end} does not meet the next of its number.
   */
  private final ReentrantLock closing = new ReentrantLock();

  private boolean closed;
  private int readTimeout;
  private int writeTimeout;

  /** Loads what is needed for a first client: its native parts take a tenth of a second. */
  static void prepare() {
    try {
      UnixSocketChannel.open().close();
    } catch (IOException e) {
      // No descriptor is left; clients will be told.
      return;
    }
  }

  /** Connects to a name in the abstract space, which is filled up with zeros as HAProxy's are. */
  static UnixSocketChannel connect(String name) throws IOException {
    return UnixSocketChannel.fromFD(Descriptors.connect(UnixAddress.abstractName(name)));
  }

  UnixAdminChannel(UnixSocketChannel channel) {
    this.channel = channel;
  }

  @Override
  public int read(ByteBuffer into, int timeoutMillis) throws IOException {
    if (timeoutMillis != readTimeout) {
      set(UnixSocketOptions.SO_RCVTIMEO, timeoutMillis);
      readTimeout = timeoutMillis;
    }
    return channel.read(into);
  }

  @Override
  public int readAvailable(ByteBuffer into) throws IOException {
    channel.configureBlocking(false);
    try {
      return channel.read(into);
    } finally {
      channel.configureBlocking(true);
    }
  }

  @Override
  public void write(ByteBuffer from, int timeoutMillis) throws IOException {
    if (timeoutMillis != writeTimeout) {
      set(UnixSocketOptions.SO_SNDTIMEO, timeoutMillis);
      writeTimeout = timeoutMillis;
    }
    while (from.hasRemaining()) {
      if (channel.write(from) <= 0) {
        throw new IOException("the client takes nothing");
      }
    }
  }

  private void set(SocketOption<Integer> option, int millis) throws IOException {
    channel.setOption(option, millis);
  }

  @Override
  public void shutdownOutput() {
    try {
      channel.shutdownOutput();
    } catch (IOException e) {
      // The client has gone: there is no output to end.
      return;
    }
  }

  @Override
  public int descriptor() {
    return channel.getFD();
  }

  @Override
  public void end() {
    closing.lock();
    try {
      if (!closed) {
        channel.shutdownInput();
      }
    } catch (IOException e) {
      // Not connected any more: nobody waits.
      return;
    } finally {
      closing.unlock();
    }
  }

  @Override
  public void close() {
    closing.lock();
    try {
      closed = true;
      channel.close();
    } catch (IOException e) {
      // Nothing is left to do for it.
      return;
    } finally {
      closing.unlock();
    }
  }
}
