package io.haloom.admin;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** A client of a TCP socket. */
final class TcpAdminChannel implements AdminChannel {
  private final SocketChannel channel;
  private final Selector selector;
  private final SelectionKey key;

  TcpAdminChannel(SocketChannel channel) throws IOException {
    this.channel = channel;
    channel.configureBlocking(false);
    selector = Selector.open();
    key = channel.register(selector, 0);
  }

  @Override
  public int read(ByteBuffer into, int timeoutMillis) throws IOException {
    int n = channel.read(into);
    if (n == 0 && await(SelectionKey.OP_READ, timeoutMillis)) {
      n = channel.read(into);
    }
    return n;
  }

  @Override
  public int readAvailable(ByteBuffer into) throws IOException {
    return channel.read(into);
  }

  @Override
  public void write(ByteBuffer from, int timeoutMillis) throws IOException {
    while (from.hasRemaining()) {
      if (channel.write(from) == 0 && !await(SelectionKey.OP_WRITE, timeoutMillis)) {
        throw new IOException("the client takes nothing");
      }
    }
  }

  private boolean await(int operation, int timeoutMillis) throws IOException {
    key.interestOps(operation);
    selector.selectedKeys().clear();
    return selector.select(timeoutMillis) > 0;
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
    return -1;
  }

  @Override
  public void end() {
    try {
      channel.shutdownInput();
    } catch (IOException e) {
      // Closed already: nobody reads.
      return;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
      selector.close();
    } catch (IOException e) {
      // Nothing is left to do for it.
      return;
    }
  }
}
