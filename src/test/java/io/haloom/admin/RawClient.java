package io.haloom.admin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A client of a UNIX socket that says exactly what a test wants said. */
final class RawClient implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;

  private final SocketChannel channel;
  private final Selector selector;

  RawClient(Path socket) throws IOException {
    channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    channel.connect(UnixDomainSocketAddress.of(socket));
    channel.configureBlocking(false);
    selector = Selector.open();
    channel.register(selector, SelectionKey.OP_READ);
  }

  /** All that a server answers to the bytes before it closes. */
  static String ask(Path socket, String bytes) throws IOException {
    try (RawClient client = new RawClient(socket)) {
      client.send(bytes);
      return client.all();
    }
  }

  /** As {@link #ask}, having told the server that nothing follows. */
  static String askAndFinish(Path socket, String bytes) throws IOException {
    try (RawClient client = new RawClient(socket)) {
      client.send(bytes);
      client.finish();
      return client.all();
    }
  }

  void send(String text) throws IOException {
    send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Bytes that the server does not take because it has closed are left unsaid. */
  void send(byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
    while (buffer.hasRemaining()) {
      try {
        channel.write(buffer);
      } catch (IOException e) {
        return;
      }
      if (System.nanoTime() > end) {
        throw new IOException("the server takes nothing");
      }
    }
  }

  void finish() throws IOException {
    channel.shutdownOutput();
  }

  /** What comes until the text does, which is included; or until the end. */
  String until(String text) throws IOException {
    ByteArrayOutputStream got = new ByteArrayOutputStream();
    while (!got.toString(StandardCharsets.ISO_8859_1).endsWith(text)) {
      if (!read(got, 1)) {
        break;
      }
    }
    return got.toString(StandardCharsets.ISO_8859_1);
  }

  /** What comes until the server closes. */
  String all() throws IOException {
    ByteArrayOutputStream got = new ByteArrayOutputStream();
    while (read(got, 65536)) {
      continue;
    }
    return got.toString(StandardCharsets.ISO_8859_1);
  }

  private boolean read(ByteArrayOutputStream into, int size) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(size);
    int n;
    try {
      while ((n = channel.read(buffer)) == 0) {
        selector.selectedKeys().clear();
        if (selector.select(PATIENCE_MILLIS) == 0) {
          throw new AssertionError("nothing came for 10 s, so far: " + into);
        }
      }
    } catch (IOException e) {
      return false;
    }
    if (n > 0) {
      into.write(buffer.array(), 0, n);
    }
    return n > 0;
  }

  @Override
  public void close() throws IOException {
    selector.close();
    channel.close();
  }
}
