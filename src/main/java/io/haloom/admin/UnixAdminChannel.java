package io.haloom.admin;

import java.io.IOException;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import jnr.unixsocket.UnixSocketChannel;
import jnr.unixsocket.UnixSocketOptions;

/** A client of a UNIX socket. Timeouts are the kernel's, set anew only when they change. */
final class UnixAdminChannel implements AdminChannel {
  private final UnixSocketChannel channel;
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
  public void close() {
    try {
      // Wakes a thread that waits in a read, which closing alone does not.
      channel.shutdownInput();
    } catch (IOException e) {
      // Not connected any more: nobody waits.
    }
    try {
      channel.close();
    } catch (IOException e) {
      // Nothing is left to do for it.
    }
  }
}
