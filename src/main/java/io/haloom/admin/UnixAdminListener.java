package io.haloom.admin;

import io.haloom.model.BindConfig;
import io.haloom.net.UnixAddress;
import io.haloom.net.UnixSocketFile;
import java.io.File;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.file.Files;
import java.nio.file.Path;
import jnr.enxio.channels.NativeSelectorProvider;
import jnr.unixsocket.UnixServerSocketChannel;
import jnr.unixsocket.UnixSocketAddress;
import jnr.unixsocket.UnixSocketChannel;

/** A stats socket on a UNIX socket file, where descriptors cannot be had. */
final class UnixAdminListener implements AdminListener {
  private final BindConfig config;
  private final UnixServerSocketChannel server;
  private final Selector selector;

  private UnixAdminListener(BindConfig config, UnixServerSocketChannel server) throws IOException {
    this.config = config;
    this.server = server;
    server.configureBlocking(false);
    selector = NativeSelectorProvider.getInstance().openSelector();
    server.register(selector, SelectionKey.OP_ACCEPT);
  }

  /**
   * Listens on the file of the bind line, in place of a socket that is there.
   *
   * @throws IOException with a message fit for the user
   */
  static UnixAdminListener open(BindConfig config) throws IOException {
    UnixAddress address = (UnixAddress) config.address();
    UnixServerSocketChannel server = UnixServerSocketChannel.open();
    try {
      int backlog = config.backlog() > 0 ? config.backlog() : AdminServer.DEFAULT_BACKLOG;
      UnixSocketFile.place(address, config.options(), file -> bind(server, file.path(), backlog));
      return new UnixAdminListener(config, server);
    } catch (IOException e) {
      server.close();
      throw e;
    }
  }

  private static void bind(UnixServerSocketChannel server, String path, int backlog)
      throws IOException {
    try {
      server.socket().bind(new UnixSocketAddress(new File(path)), backlog);
    } catch (IOException e) {
      throw new IOException("cannot bind UNIX socket (" + e.getMessage() + ")", e);
    }
  }

  /**
   * A socket file that another process listens on is not to be replaced, but on a reload; a stale
   * one always is.
   *
   * @throws IOException where one does
   */
  static void refuseLive(BindConfig config) throws IOException {
    String path = ((UnixAddress) config.address()).path();
    if (live(path)) {
      throw new IOException(
          "cannot bind UNIX socket, another process listens on it [" + path + "]");
    }
  }

  private static boolean live(String path) {
    if (!Files.exists(Path.of(path))) {
      return false;
    }
    try (UnixSocketChannel probe = UnixSocketChannel.open(new UnixSocketAddress(new File(path)))) {
      return probe.isConnected();
    } catch (IOException e) {
      // Refused: the file was left behind.
      return false;
    }
  }

  @Override
  public BindConfig config() {
    return config;
  }

  @Override
  public AdminChannel accept() throws IOException {
    selector.select();
    selector.selectedKeys().clear();
    if (!server.isOpen()) {
      throw new ClosedChannelException();
    }
    UnixSocketChannel client = server.accept();
    if (client == null) {
      throw new IOException("cannot accept on " + config.address());
    }
    return new UnixAdminChannel(client);
  }

  @Override
  public int descriptor() {
    return server.getFD();
  }

  @Override
  public void close() {
    try {
      server.close();
      selector.close();
    } catch (IOException e) {
      // Nothing is left to do for it.
      return;
    }
  }
}
